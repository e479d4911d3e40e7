"""The wizard that teaches photohash from albums: one page, five steps, one step a file."""
