"""What every test shares: the built-in deck read once, a private cache, a way to run the command line."""
