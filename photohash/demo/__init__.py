"""A small library to see photohash at work on."""
