import json
from pathlib import Path

import pytest

from stanceclf.errors import DataError
from training.anonymize import anonymize, main
from training.cast import Cast, apply, move
from training.corpus import CORPUS, INVENTED, REPLACED, UNSEEN
from training.leaks import RealNames, leaks, leaks_in, real_names
from training.people import people, plain, pool, tokens
from training.tidy import readable, tidied, trim_article, trim_quotes

LEADERS = Path(__file__).parents[3] / "shared" / "data"


def renamed(text: str, document: str = "x-1") -> str:
    return Cast(document, [text]).rename(text)


def test_every_form_of_a_name_gets_the_same_invented_words(tables):
    text = (
        "Orsolo van Brumm spoke. Brumm's aides, Orsolo, BRUMM and pro-Brumm papers agreed with "
        "Maria Brumm-Tolk in Port Brumm."
    )
    new = renamed(text)
    given, surname = new.split()[0], new.split()[2]
    assert surname in {"Duin", "Hoek"}
    assert new.startswith(
        f"{given} van {surname} spoke. {surname}'s aides, {given}, {surname.upper()} and "
        f"pro-{surname} papers agreed with Anna {surname}-"
    )
    assert new.endswith(" in Port Brumm.")


def test_particles_initials_and_surname_first_keep_their_form(tables):
    new = renamed("Adal al-Kesh met Wu Jinlo and J. R. Pelk; Kesh told Wu and Pelk.")
    assert new.startswith("Basil al-Hatem met Xue Deming and ")
    initials = new.split(" and ")[1].split()
    assert [len(word) for word in initials[:2]] == [2, 2]
    assert initials[:2] != ["J.", "R."]
    assert new.endswith(f"Hatem told Xue and {initials[2][:-1]}.")


def test_documents_differ_and_runs_agree(tables):
    text = "Orsolo van Brumm spoke."
    versions = {renamed(text, f"x-{number}") for number in range(20)}
    assert len(versions) > 1
    assert versions == {renamed(text, f"x-{number}") for number in range(20)}


def test_an_article_keeps_fitting(tables):
    for number in range(8):
        assert "a Brakely aide" in renamed("J. R. Pelk sent a Pelk aide.", f"x-{number}")
        assert "Brakely" not in renamed("J. R. Pelk sent an Pelk aide.", f"x-{number}")


def test_lower_case_words_and_strangers_stay(tables):
    assert renamed("A brumm of strangers met Jinlo Smithers.") == (
        "A brumm of strangers met Jinlo Smithers."
    )


def test_an_exhausted_pool_is_named(tables):
    (tables / "pool.tsv").write_text("nl\tm\tPieter\nnl\tp\tBrumm\nnl\ts\tBrumm\n")
    pool.cache_clear()
    with pytest.raises(DataError, match="pool nl"):
        renamed("Orsolo van Brumm spoke.")


def test_offsets_move_with_the_text():
    text = "aa Brumm bb Brumm cc"
    edits = [(3, 8, "Xu"), (12, 17, "Xu")]
    new = apply(text, edits)
    assert new == "aa Xu bb Xu cc"
    for word in ("aa", "bb", "cc"):
        start = text.index(word)
        assert new[move(start, edits, end=False) : move(start + 2, edits, end=True)] == word
    assert new[move(3, edits, end=False) : move(8, edits, end=True)] == "Xu"
    assert new[move(4, edits, end=False) : move(7, edits, end=True)] == "Xu"


def test_a_document_is_renamed_throughout(tables, record):
    new = anonymize(record)
    surname = new["text"].split()[2]
    assert new["title"] == f"{surname} promises troops"
    assert new["topic"] == f"{surname.lower()}-troops"
    first = new["statements"][0]
    assert new["text"][slice(*first["source"])] == first["source_name"]
    assert new["text"][slice(*first["claim"])] == "Xanadu would send troops once a truce held"
    assert new["actors"] == record["actors"]
    assert list(leaks_in(json.dumps(new), real_names())) == []


def test_the_check_finds_names_and_surnames(tables):
    names = real_names()
    text = "Orsolo van Brumm, a Brumm-era aide and ADAL AL-KESH ate pelk and Pelk."
    found = [name for name, _ in leaks_in(text, names)]
    assert found == ["Orsolo van Brumm", "Brumm", "Brumm", "ADAL AL- KESH", "KESH"]


def test_names_of_tables_are_read_without_brackets_and_monarchs():
    names = RealNames()
    names.add("Tessa Quill (politician)", "t")
    names.add("Boro II of Ruritania", "t")
    assert names.surnames == {"quill": "t"}
    assert names.full == {("tessa", "quill")}


def test_invented_files_are_checked_for_unmistakable_names_only(tables, tmp_path, record):
    record["title"] = "Visser and Brumm and Kesh"
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(record | {"text": record["text"].replace("Orsolo", "Ursel")}))
    strict = list(leaks(path, real_names()))
    free = list(leaks(path, real_names(), invented=True))
    assert len(strict) > len(free)
    assert [line for line in free if "Kesh" in line]
    assert not [line for line in free if "'Brumm'" in line]


def test_command_line_writes_and_checks(tables, tmp_path, record, capsys):
    source = tmp_path / "pack.jsonl"
    source.write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert main([str(source), "--out", str(tmp_path / "out")]) == 0
    assert main(["--check", str(tmp_path / "out" / "pack.jsonl")]) == 0
    assert main(["--check", str(source)]) == 1
    assert "pack.jsonl:1: title: 'Brumm'" in capsys.readouterr().out
    assert main(["--check", str(tmp_path / "none.jsonl")]) == 1
    with pytest.raises(SystemExit):
        main([str(source)])


def test_tokens_fold_spellings():
    assert plain("KÖSH’S") == plain("kosh's")
    assert [m.group() for m in tokens("El-Kesh’s (A.B. Kesh)")] == [
        "El-",
        "Kesh",
        "s",
        "A.B.",
        "Kesh",
    ]


def test_tidying():
    text = "“Go home,” said the Ruritanian army. It called it “a mess”."
    assert trim_quotes(text, [0, 10]) == [1, 8]
    assert trim_quotes(text, [37, 58]) == [37, 58]
    assert trim_article(text, [16, 35], "Ruritania") == [20, 35]
    assert trim_article(text, [16, 35], "The Ruritanian army") == [16, 35]
    assert readable("Ursel Brumm", {"ursel", "brumm"}) == "Ursel Brumm"
    assert readable("Ursel Brumm", {"said"}) == "Ursel Brumm"


def test_tidying_renames_everywhere(record):
    record["statements"][1] |= {"actor_name": "Ursel Brumm", "actor_type": "person"}
    record["statements"][0]["source_name"] = "Ursel Brumm"
    record["actors"] = {"Xanadu": "conditional", "Ursel Brumm": "opposes"}
    new = tidied(record)
    assert new["actors"] == {"Xanadu": "conditional", "Brumm": "opposes"}
    assert new["statements"][0]["source_name"] == "Brumm"


def test_the_committed_tables_agree():
    surnames = {plain(word) for person in people() for word in person.surnames}
    given = {plain(name) for pairs in pool().values() for name, _ in pairs}
    assert len(people()) > 1000
    assert not surnames & given
    needed = {
        (part.culture, "s") for person in people() for part in person.parts if part.kind == "s"
    }
    assert needed <= pool().keys()


@pytest.mark.parametrize("leaders", [None, LEADERS], ids=["own table", "leaders' tables"])
def test_no_real_name_is_left_in_the_corpus(leaders):
    if leaders is not None and not leaders.is_dir():
        pytest.skip("the public leaders' tables are not beside the repository")
    names = real_names(leaders)
    replaced = sorted(CORPUS.glob(REPLACED))
    invented = [*CORPUS.glob(INVENTED), *UNSEEN.glob("*.jsonl")]
    assert len(replaced) >= 6
    found = [leak for path in replaced for leak in leaks(path, names)]
    found += [leak for path in invented for leak in leaks(path, names, invented=True)]
    assert found == []
