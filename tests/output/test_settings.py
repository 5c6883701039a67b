from pathlib import Path

import pytest

from audit.cli_init import write_settings_file
from audit.errors import SettingsError
from audit.settings import DEFAULTS, RANGES, ModelSettings, RelationSettings, Settings, load_settings


def test_without_a_file_the_defaults_hold(tmp_path):
    assert load_settings(tmp_path) == Settings()


def test_the_nearest_file_wins_key_by_key(tmp_path):
    folder = tmp_path / "desk" / "clinic"
    folder.mkdir(parents=True)
    (tmp_path / "audit.toml").write_text("min_score = 10\nfail_on = 'note'\n[relations]\nneighbours = 3\n")
    (tmp_path / "desk" / "audit.toml").write_text("min_score = 20\n[relations]\nthreshold = 0.7\n")
    loaded = load_settings(folder / "article.txt")
    assert loaded == Settings(min_score=20.0, fail_on="note", relations=RelationSettings(neighbours=3, threshold=0.7))


def test_audit_toml_wins_over_pyproject_in_the_same_folder(tmp_path):
    (tmp_path / "pyproject.toml").write_text(
        "[tool.source-audit]\nmin_score = 1\nfail_on = 'never'\n[tool.other]\nx = 1\n"
    )
    (tmp_path / "audit.toml").write_text("min_score = 2\n")
    assert load_settings(tmp_path) == Settings(min_score=2.0, fail_on="never")


def test_the_command_line_wins_over_files_and_none_means_not_given(tmp_path):
    (tmp_path / "audit.toml").write_text("min_score = 10\nfail_on = 'note'\n")
    assert load_settings(tmp_path, {"min_score": 5.5, "fail_on": None}) == Settings(min_score=5.5, fail_on="note")


def test_all_problems_of_a_file_are_told_together_with_the_nearest_name(tmp_path):
    file = tmp_path / "audit.toml"
    file.write_text(
        "fail_onn = 'error'\nmin_score = 'ten'\ndisabled = 'x'\nrelations = 3\nmodel = 4\nzzzz = 1\n"
        "[scoring]\ndraw = 5\nseed = 1.5\ndraws = true\n"
    )
    with pytest.raises(SettingsError) as caught:
        load_settings(tmp_path)
    lines = str(caught.value).splitlines()
    assert lines[0] == f"{file}: fail_onn: unknown key; did you mean fail_on?"
    assert lines[1:5] == [
        f"{file}: min_score: must be a number, not 'ten'",
        f"{file}: disabled: must be a list of strings, not 'x'",
        f"{file}: relations: must be a table: [relations]",
        f"{file}: model: must be a string, not 4",
    ]
    assert lines[5].startswith(f"{file}: zzzz: unknown key; known are model, reference")
    assert lines[6:] == [
        f"{file}: scoring.draw: unknown key; did you mean scoring.draws?",
        f"{file}: scoring.seed: must be a whole number, not 1.5",
        f"{file}: scoring.draws: must be a whole number, not True",
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("min_score = 101", "between 0 and 100"),
        ("min_score = nan", "between 0 and 100"),
        ("fail_on = 'eror'", "did you mean error"),
        ("[relations]\nthreshold = 2", "between 0 and 1"),
        ("[relations]\nneighbours = 0", "between 1 and"),
        ("min_score = ", "not a TOML file"),
        ("min_score = 1\nmin_score = 2", "not a TOML file"),
        ("disabled = ['a', 1]", "list of strings"),
    ],
)
def test_a_wrong_value_is_refused(tmp_path, line, message):
    (tmp_path / "audit.toml").write_text(line)
    with pytest.raises(SettingsError, match=message):
        load_settings(tmp_path)


def test_a_file_that_is_not_utf8_is_named(tmp_path):
    (tmp_path / "audit.toml").write_bytes(b"model = '\xff'")
    with pytest.raises(SettingsError, match=r"audit\.toml: cannot be read"):
        load_settings(tmp_path)


@pytest.mark.parametrize("line", ["tool = 1", "[tool]\nsource-audit = 3"])
def test_a_pyproject_of_another_shape_is_no_crash(tmp_path, line):
    (tmp_path / "pyproject.toml").write_text(line)
    if "source-audit" in line:
        with pytest.raises(SettingsError, match="must be a table"):
            load_settings(tmp_path)
    else:
        assert load_settings(tmp_path) == Settings()


def test_a_pack_that_is_a_file_is_looked_for_beside_its_settings(tmp_path, monkeypatch):
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "audit.toml").write_text("reference = ['packs/gout.toml', 'cramps']\n")
    monkeypatch.chdir(tmp_path)
    assert load_settings(Path("desk")).reference == ("desk/packs/gout.toml", "cramps")


def test_the_written_file_loads_back_to_the_defaults_and_shows_every_setting(tmp_path):
    (tmp_path / "audit.toml").write_text(write_settings_file(), encoding="utf-8")
    assert load_settings(tmp_path) == Settings()
    text = write_settings_file()
    assert all(f"\n{key.rpartition('.')[2]} = " in text for key in DEFAULTS)


def test_every_setting_has_a_description_and_every_number_a_range():
    text = write_settings_file().splitlines()
    for number, line in enumerate(text):
        if " = " in line and not line.startswith("#"):
            assert text[number - 1].startswith("# "), line
    assert set(RANGES) == {key for key, value in DEFAULTS.items() if isinstance(value, int | float)}


def test_models_that_are_folders_are_taken_from_the_folder_of_the_settings_file(tmp_path, monkeypatch):
    (tmp_path / "desk" / "weights").mkdir(parents=True)
    (tmp_path / "desk" / "audit.toml").write_text("[models]\nnli = 'weights'\nencoder = 'some_package'\nthreads = 2\n")
    monkeypatch.chdir(tmp_path)
    assert load_settings(tmp_path / "desk").models == ModelSettings("desk/weights", "some_package", 2)
    (tmp_path / "desk" / "audit.toml").write_text(f"[models]\nnli = '{tmp_path.as_posix()}/desk/weights'\n")
    assert load_settings(tmp_path / "desk").models.nli == f"{tmp_path.as_posix()}/desk/weights"
    (tmp_path / "desk" / "audit.toml").write_text("[models]\nnli = ''\n")
    assert load_settings(tmp_path / "desk").models == ModelSettings()


def test_an_encoder_that_nobody_knows_is_told_with_the_nearest_name(tmp_path):
    (tmp_path / "audit.toml").write_text("[relations]\nencoders = ['ngram']\n[models]\nthreads = 0\n")
    with pytest.raises(SettingsError) as caught:
        load_settings(tmp_path)
    file = tmp_path / "audit.toml"
    assert str(caught.value).splitlines() == [
        f"{file}: relations.encoders: must be one of ngrams, onnx, not 'ngram'; did you mean ngrams?",
        f"{file}: models.threads: must be between 1 and 64, not 0",
    ]
