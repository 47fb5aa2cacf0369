"""Number and date formats: format codes read into sections, values shown through them."""
