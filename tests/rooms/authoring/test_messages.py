"""The page of messages: every code can be found, read and typed after."""

import re

from lxml import html as lxml_html

from macros.authoring.messages_page import messages_page
from macros.words.problems import messages
from macros.words.problems.shown import examples


def test_every_code_has_its_place_sentence_and_example() -> None:
    page = messages_page()
    root = lxml_html.fragment_fromstring(str(page.html), create_parent="div")
    anchors = root.xpath("//h3/@id")
    assert sorted(anchors) == sorted(code.lower() for code in messages())
    assert len(set(root.xpath("//@id"))) == len(root.xpath("//@id"))
    (mine,) = [a for a in root.xpath("//article") if a.get("aria-labelledby") == "fm023"]
    text = " ".join(mine.text_content().split())
    assert "FM023 «…» er «…», men må være et helt tall uten mellomrom….".replace("….", "") in text
    assert "innomed fix retter dette" in text
    assert [c.text_content() for c in mine.xpath(".//code")] == ["hours: 0120", "hours: 120"]
    assert "Advarsel" not in text


def test_chips_lead_to_the_parts_and_count_them() -> None:
    root = lxml_html.fragment_fromstring(str(messages_page().html), create_parent="div")
    chips = {a.get("href"): int(a.xpath("./span")[0].text) for a in root.xpath("//nav[ul]//a[span]")}
    counted = {f"#{s.get('aria-labelledby')}": len(s.xpath("./article")) for s in root.xpath("//section")}
    assert chips == counted and sum(chips.values()) == len(messages())


def test_lines_blank_lines_and_unseen_signs_are_kept() -> None:
    root = lxml_html.fragment_fromstring(str(messages_page().html), create_parent="div")

    def codes(code: str) -> list[str]:
        return [c.text_content() for c in root.xpath(f"//article[@aria-labelledby='{code.lower()}']//code")]

    assert codes("BD006")[0] == examples()["BD006"].wrong == "# Mål\n\nTrygghet."
    assert "⟨U+202E⟩" in codes("FM005")[0] and "⟨U+00AD⟩" in codes("FM108")[0]
    assert not re.search("[\u202e\u00ad\u200b]", str(messages_page().html))
    assert "<script>" not in str(messages_page().html), "the examples are text"


def test_no_hole_is_left_in_a_sentence() -> None:
    assert not re.search(r"\{\w+\}", re.sub(r"<code>.*?</code>", "", str(messages_page().html)))
