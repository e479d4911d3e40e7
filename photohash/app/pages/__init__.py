"""The pages of the window, and what is painted on them."""
