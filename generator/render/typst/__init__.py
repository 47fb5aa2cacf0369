"""The embedded engine's last step: pages written as Typst source and compiled in-process."""
