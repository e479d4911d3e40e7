"""The window. Nothing below knows that it exists, and nothing else imports Qt."""
