import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.html.typography import HARD, typeset


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Det kostet 1 204 000 kroner.</p>", "<p>Det kostet 1_204_000_kroner.</p>"),
        ("<p>120 timer og 40 % på øya</p>", "<p>120_timer og 40_% på øya</p>"),
        ("<p>Den 21. november 2026</p>", "<p>Den 21._november 2026</p>"),
        ("<p>Språklova § 13</p>", "<p>Språklova §_13</p>"),
        ("<p>I 2024 200 pasienter</p>", "<p>I 2024 200_pasienter</p>"),
        ("<p>12 årlige møter, 3 timerne</p>", "<p>12 årlige møter, 3 timerne</p>"),
        ('<a title="1 204 timer">x</a>', '<a title="1 204 timer">x</a>'),
        ("<code>1 204 timer</code><p>1 204</p>", "<code>1 204 timer</code><p>1_204</p>"),
        (
            "<script>let a = '1 204 timer'; if (a < 3) {}</script>",
            "<script>let a = '1 204 timer'; if (a < 3) {}</script>",
        ),
        ("<p>Ring 22 33 44 55</p>", "<p>Ring 22 33 44 55</p>"),
    ],
)
def test_what_belongs_together_stays_together(html: str, expected: str) -> None:
    assert typeset(html) == expected.replace("_", HARD)


@given(st.text(alphabet="aø1 0.<>/p%§kr ertim", max_size=80))
def test_nothing_but_spaces_changes(text: str) -> None:
    done = typeset(text)
    assert done.replace(HARD, " ") == text.replace(HARD, " ")
    assert typeset(done) == done
