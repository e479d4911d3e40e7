"""The window. Nothing below knows that it exists, and nothing else imports Qt."""

from photohash.app.immortal import make_singletons_immortal

make_singletons_immortal()
