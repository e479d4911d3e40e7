"""Training of the hash models: examples, augmentation, the loop, export, and one recipe a bundled model."""
