"""The few dialogs: settings, shortcuts, and the one that owns up to a fault."""
