"""The embedded engine's last step: laid-out pages written as Typst source and compiled in-process."""
