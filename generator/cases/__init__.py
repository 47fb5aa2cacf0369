"""Cases: one typed, frozen model for each kind of case file."""
