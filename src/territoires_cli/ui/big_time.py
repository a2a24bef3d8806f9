"""Figures as tall as a screen allows, so that a room reads the time from its last row."""

# Five rows of three cells; the colon takes one cell, the minus three.
_ROWS = 5
_FIGURES = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
    "−": ("   ", "   ", "###", "   ", "   "),
}


def big_time(text: str, columns: int, rows: int) -> list[str]:
    """The figures of a time, as large as they can be in so many columns and rows; one row of plain text where there is no room.

    A cell is about twice as high as it is wide: each dot is two columns wide for each row.
    """
    figures = [_FIGURES[sign] for sign in text if sign in _FIGURES]
    dots = sum(len(figure[0]) for figure in figures) + max(len(figures) - 1, 0)
    scale = min(rows // _ROWS, columns // (2 * dots)) if dots else 0
    if scale < 1:
        return [text] if text else []
    lines = []
    for row in range(_ROWS):
        dotted = " ".join(figure[row] for figure in figures)
        line = "".join(("█" if dot == "#" else " ") * (2 * scale) for dot in dotted)
        lines += [line] * scale
    return lines
