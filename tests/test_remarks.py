"""What a YAML parser says, in French."""

import pytest

from territoires_cli.remarks import explain_remark


@pytest.mark.parametrize(
    ("remark", "said"),
    [
        ("found a tab character that violates indentation", "tabulation"),
        ("found character '\\t' that cannot start any token", "tabulation"),
        ("mapping values are not allowed in this context", "entre guillemets"),
        ("did not find expected <document start>", "début du fichier"),
        ("found unknown escape character", "signe spécial"),
        ("anything else", "comparez-la"),
    ],
)
def test_each_remark_says_what_to_do(remark: str, said: str) -> None:
    """No English reaches the reader, and every sentence says what to do."""
    assert said in explain_remark(remark)
