"""SSD Desktop: label, train, see and correct with the SSD detector, in one window, offline."""

__version__ = "0.1.0"
