"""Measurement: benchmarks of codes and of speed, peers in the same run, and the demo library."""
