"""Qt item models over the records of the library; none of them reads a disk."""
