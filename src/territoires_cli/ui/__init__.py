"""What meets the person at the keyboard."""
