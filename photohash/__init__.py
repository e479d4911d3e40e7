"""photohash finds the copies and the look-alikes in a photo library, and never loses a photo."""

__version__ = "0.1.0"
