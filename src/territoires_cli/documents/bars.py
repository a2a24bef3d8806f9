"""Bars of text for scores between 0 and 1, the same on a screen and on paper."""

from collections.abc import Mapping

# What each part of a score is drawn with, so that a bar can be read without colours.
SHADES = {"words": "█", "challenges": "▓", "evidence": "▒", "size": "░", "levers": "░", "ease": "░"}
WIDTH = 10


def bar(value: float, width: int = WIDTH) -> str:
    """A value from 0 to 1 as a bar; what is missing to the whole is dotted."""
    full = round(value * width)
    return "█" * full + "·" * (width - full)


def stacked(parts: Mapping[str, float], width: int = WIDTH) -> str:
    """What each part adds to a score, one after the other: shares from 0 to 1 that add up to the score.

    Lengths are rounded on the running sum, so that the bar is as long as the score says.
    """
    drawn = ""
    total = 0.0
    for name, value in parts.items():
        total += value
        drawn += SHADES[name] * (round(total * width) - len(drawn))
    return drawn + "·" * (width - len(drawn))
