"""What runs the window: scans, actions, reviews, and the reading of the library."""
