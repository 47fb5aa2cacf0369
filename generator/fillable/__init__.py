"""Forms that people fill by hand: AcroForm fields laid over our own blank, and what was written read back."""
