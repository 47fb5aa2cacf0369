"""bangfu 帮扶: documents of hospital pairing-assistance programmes, from YAML to stamped PDF."""

__version__ = "0.1.0"
