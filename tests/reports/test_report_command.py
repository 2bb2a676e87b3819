"""`flask reports visit`: the same paper from the command line."""

from tests.reports.conftest import written


def test_it_writes_the_same_bytes_as_the_worker(app, chain, tmp_path):
    visit = chain.visit("audit")
    done = app.test_cli_runner().invoke(
        args=["reports", "visit", str(visit.id), "--output", str(tmp_path / "a.pdf"), "--lang", "en"]
    )
    assert done.exit_code == 0, done.output
    assert (tmp_path / "a.pdf").read_bytes() == written(visit, "en")


def test_an_unknown_visit_is_one_sentence(app, tmp_path):
    done = app.test_cli_runner().invoke(
        args=["reports", "visit", "9999", "--output", str(tmp_path / "a.pdf")]
    )
    assert done.exit_code == 1
    assert done.stderr == "Error: There is no visit 9999.\n"


def test_a_visit_without_a_score_is_one_sentence(app, chain, tmp_path):
    visit = chain.assigned("mystery")
    done = app.test_cli_runner().invoke(
        args=["reports", "visit", str(visit.id), "--output", str(tmp_path / "a.pdf")]
    )
    assert done.exit_code == 1
    assert done.stderr == f"Error: Visit {visit.id} has no score yet: nothing was submitted.\n"
    assert not (tmp_path / "a.pdf").exists()
