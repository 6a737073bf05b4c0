"""Every project of the sources is present with its owner, hours, phases and round, as the report's tables give them."""

import pytest

from macros.catalogue.library import Library
from macros.catalogue.statistics import compute, hours_per_round

S1, S2, S3 = "2024-s1", "2024-s2", "2024-s3"
NORTH = ("helgelandssykehuset", "nordlandssykehuset", "universitetssykehuset-nord-norge", "finnmarkssykehuset")

# slug: (owners, hours, rounds, phase at start, phase at end, region). InnoMeds årsrapport 2024, 4.3.
TABLE = {
    "et-intelligent-mal-pa-kondisjon": (("sykehuset-i-vestfold",), 50, (S1,), "planlegge", "gjennomfore", "helse-sor-ost"),
    "digital-samhandling-i-palliative-pasientforlop-for-barn-og-unge": (("sykehuset-i-vestfold",), 200, (S1,), "konsept", "planlegge", "helse-sor-ost"),
    "ung-arena-vestfold": (("tonsberg-kommune", "sykehuset-i-vestfold"), 40, (S1,), "gjennomfore", "realisere", "helse-sor-ost"),
    "en-vei-inn": (("sykehuset-i-vestfold",), 200, (S1,), "konsept", "planlegge", "helse-sor-ost"),
    "min-jordmor": (("vestre-viken", "drammen-kommune"), 120, (S1,), "planlegge", "gjennomfore", "helse-sor-ost"),
    "somlose-tjenester": (("sorlandet-sykehus", "kristiansand-kommune"), 300, (S1,), "konsept", "konsept", "helse-sor-ost"),
    "digital-smittevern-og-antibiotikavisitt": (NORTH, 200, (S1,), "konsept", "konsept", "helse-nord"),
    "habilitering-i-barn-og-unges-helsetjeneste": (("helse-vest-rhf",), 250, (S1, S3), "konsept", "konsept", "helse-vest"),
    "trygg-barseltid-ved-tidlig-hjemreise": (("helse-stavanger",), 100, (S1, S3), "gjennomfore", "gjennomfore", "helse-vest"),
    "bekymringsfull-rusbruk-hos-barn-og-unge": (("helse-vest-rhf",), 150, (S1,), "konsept", "realisere", "helse-vest"),
    "barn-og-unges-helsetjeneste-i-agder": (("sorlandet-sykehus",), 250, (S2,), "gjennomfore", "gjennomfore", "helse-sor-ost"),
    "helse-4-0-digital-tvilling-for-oppfolging-av-prostatakreft": (("sykehuset-innlandet",), 200, (S2,), "konsept", "konsept", "helse-sor-ost"),
    "prehabilitering-for-lungekreft": (("akershus-universitetssykehus",), 250, (S2,), "konsept", "planlegge", "helse-sor-ost"),
    "rusfact-oslo-sentrum": (("oslo-velferdsetaten",), 250, (S2,), "konsept", "planlegge", "helse-sor-ost"),
    "samhandlingsmodell-for-barn-og-unge-med-psykiske-lidelser": (("helsefellesskap-oslo",), 250, (S2,), "planlegge", "planlegge", "helse-sor-ost"),
    "helhetlige-pasientforlop-for-voksne-med-spiseforstyrrelser": (("helse-vest-rhf",), 250, (S2,), "konsept", "planlegge", "helse-vest"),
    "ansvarlig-og-baerekraftig-handtering-av-okning-i-henvisninger": (("helse-bergen",), 150, (S2,), "konsept", "konsept", "helse-vest"),
    "samhandling-for-somlose-overganger": (("helse-vest-rhf",), 150, (S2,), "gjennomfore", "gjennomfore", "helse-vest"),
    "transcare": (("farsund-kommune",), 100, (S3,), "gjennomfore", "gjennomfore", "helse-sor-ost"),
    "hjemmebasert-infusjonsbehandling": (("sykehuset-innlandet",), 200, (S3,), "gjennomfore", "gjennomfore", "helse-sor-ost"),
    "integrert-ettervern-innen-rusfeltet-som-omfatter-brukerstyrte-plasser": (("helse-sor-ost-rhf",), 50, (S3,), "konsept", "konsept", "helse-sor-ost"),
    "helhetlig-pasientforlop-fra-hjem-til-hjem-for-akutt-syke": (("helsefellesskap-nordre-trondelag",), 100, (S3,), "gjennomfore", "gjennomfore", "helse-midt-norge"),
    "etablere-felles-tjeneste-om-dho-i-samarbeid-mellom-unn-og-kommunene": (("universitetssykehuset-nord-norge", "kvaenangen-kommune"), 100, (S3,), "gjennomfore", "gjennomfore", "helse-nord"),
    "felles-plattform-for-utvikling-av-sammenhengende-tjenester": (("universitetssykehuset-nord-norge", "narvik-kommune"), 120, (S3,), "gjennomfore", "gjennomfore", "helse-nord"),
    "teknologi-for-mer-baerekraftig-legevaktjeneste-i-distriktene": (("sauda-kommune",), 130, (S3,), "konsept", "konsept", "helse-vest"),
}  # fmt: skip
DHO = "asker bodo fredrikstad gamvik helgeland kristiansand nord-troms masfjorden oslo overhalla skien stavanger trondheim ullensaker vestland volda innlandet bergen".split()
ELSEWHERE = "innovationskliniker-region-vasterbotten mentorprogram-region-vasterbotten inovacare samhandlingsmidler-til-felles-dho".split()


@pytest.mark.parametrize("slug", TABLE)
def test_a_row_of_the_tables(library: Library, slug: str) -> None:
    owners, hours, rounds, start, end, region = TABLE[slug]
    project = library.by_slug[slug].data
    assert set(project.owner) == set(owners)
    assert (project.hours, project.round) == (hours, rounds)
    assert (project.phase.start, project.phase.end) == (start, end)
    assert project.region == (region,)
    assert project.source[0].title == "InnoMeds årsrapport 2024" and "4.3" in (project.source[0].section or "")


@pytest.mark.parametrize("place", DHO)
def test_a_project_of_the_spread_programme(library: Library, place: str) -> None:
    project = library.by_slug[f"dho-{place}"].data
    assert project.program == ("dho-spredning",) and project.round == ("dho-2024",)
    assert project.hours == "ukjent"
    assert project.region != ("ukjent",)


@pytest.mark.parametrize("slug", ELSEWHERE)
def test_experience_from_elsewhere_never_counts(library: Library, slug: str) -> None:
    record = library.by_slug[slug]
    assert record.data.program == ("andre-erfaringer",) and record.data.hours == "ukjent" and not record.data.round
    assert record not in library.innomed_projects


def test_nothing_more_and_nothing_less(library: Library) -> None:
    assert {p.slug for p in library.projects} == {*TABLE, *(f"dho-{d}" for d in DHO), *ELSEWHERE}
    assert len(library.innomed_projects) == 43


def test_hours_per_round_as_the_rows_give_them(library: Library) -> None:
    assert hours_per_round(library) == {S1: 1610, S2: 1750, S3: 800, "dho-2024": 0}
    total = compute(library, "timer", 2024)
    assert (total.value, total.n) == (4160, 25)
    assert compute(library, "prosjekter", 2024).value == 43


@pytest.mark.parametrize(
    ("slug", "names"),
    [
        ("en-vei-inn", ["Felles psykisk helsemottak"]),
        ("rusfact-oslo-sentrum", ["RusFACT"]),
        ("ung-arena-vestfold", ["Ung Arena +"]),
        ("dho-nord-troms", ["Kvæningen/Nord-Troms"]),
    ],
)
def test_names_that_drift_are_kept(library: Library, slug: str, names: list[str]) -> None:
    assert set(names) <= set(library.by_slug[slug].data.aliases)


def test_reuse_is_told(library: Library) -> None:
    fonna = "Helse Fonna-modellen"
    for slug in (
        "barn-og-unges-helsetjeneste-i-agder",
        "samhandlingsmodell-for-barn-og-unge-med-psykiske-lidelser",
        "habilitering-i-barn-og-unges-helsetjeneste",
    ):
        assert fonna in library.by_slug[slug].data.builds_on, slug
    oslo = library.by_slug["samhandlingsmodell-for-barn-og-unge-med-psykiske-lidelser"].data
    assert any("All in" in text for text in oslo.builds_on)
    unn = library.by_slug["etablere-felles-tjeneste-om-dho-i-samarbeid-mellom-unn-og-kommunene"].data
    assert "dho-nord-troms" in unn.builds_on


def test_the_paused_project_and_the_maternity_projects(library: Library) -> None:
    assert library.by_slug["teknologi-for-mer-baerekraftig-legevaktjeneste-i-distriktene"].data.stopped
    for slug in ("min-jordmor", "trygg-barseltid-ved-tidlig-hjemreise"):
        assert library.by_slug[slug].data.patient_groups == ("svangerskap-fodsel-barsel",)


def test_what_we_classified_is_said_to_be_ours(library: Library) -> None:
    for record in library.projects:
        p = record.data
        if p.patient_groups or p.themes or p.innovation_type or p.guidance or p.deliverables or p.barriers:
            assert p.classified_by == "redaksjonen", record.path
