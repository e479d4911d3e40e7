"""The ground floor: errors, progress, settings, paths, logging and the packing of bits. It knows nobody above it."""
