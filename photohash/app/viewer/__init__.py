"""Photos seen large: zoomed and moved together, blinked, split, and their difference."""
