import pytest

from macros.site.statement import statement_address

GOOD = "https://uustatus.no/nb/erklaringer/publisert/1f0c4a1e-øy".replace("ø", "o")


@pytest.mark.parametrize("written", ["", None, "  "])
def test_none_is_none(written: object) -> None:
    assert statement_address(written) == ""


def test_an_address_is_itself() -> None:
    assert statement_address(f" {GOOD} ") == GOOD


@pytest.mark.parametrize(
    "written",
    ["ukjent", "http://uustatus.no/x", "https://uustatus.no/", "https://ond.no/uustatus.no/x", "https://uustatus.no.ond.no/x",
     'https://uustatus.no/"><script>', "javascript:alert(1)", "https://uustatus.no/å b"],
)  # fmt: skip
def test_anything_else_is_told_with_what_to_write(written: str) -> None:
    with pytest.raises(
        ValueError, match=r"INNOMED_UUSTATUS_URL er «.*», men må være adressen til erklæringen i uustatus"
    ):
        statement_address(written)
