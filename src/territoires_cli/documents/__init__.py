"""Plan, card, draw, matching → Document; pure."""
