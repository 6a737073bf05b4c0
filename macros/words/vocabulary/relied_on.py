"""Which word lists there are, and the words in them that the program knows by name: told here and nowhere else.

A list may lose or rename any other word. One of these stands in a rule of the program (what counts as measured, which
regions are health regions), so without it the site would say something wrong without a sign.
"""

from __future__ import annotations

from collections.abc import Mapping

LISTS = (
    "barriers benefit_forms benefit_recipients benefit_status benefit_types budget_effects cost_kinds deliverables "
    "directions drivers formats guidance hours_bands innovation_types languages licenses organisations organisation_kinds "
    "outcome_status patient_counts patient_groups phases programs regions rounds source_extents statuses themes "
    "tool_purposes tool_times"
).split()
"""Every word list, by the name of its file."""

RELIED_ON: Mapping[str, tuple[str, ...]] = {
    "benefit_status": ("forventet", "ikke-realisert"),
    "cost_kinds": ("tilskudd",),
    "directions": ("opp", "ned"),
    "formats": ("nettside", "regneark", "dokument", "pdf"),
    "languages": ("nb", "nn"),
    "licenses": ("cc-by-4-0",),
    "organisation_kinds": ("rhf", "hf", "kommune", "kommunal-etat", "helsefellesskap"),
    "outcome_status": ("i-drift", "pa-pause", "avsluttet", "stanset", "ukjent"),
    "phases": ("ide", "konsept"),
    "programs": ("andre-erfaringer",),
    "regions": ("helse-nord", "helse-midt-norge", "helse-vest", "helse-sor-ost", "nasjonal", "utlandet"),
    "source_extents": ("helt",),
    "statuses": ("published", "draft", "archived"),
}
"""List -> the keys that must be in it."""
