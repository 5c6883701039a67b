import pytest

from tests.models.tiny_models import speak, write_foreign_model, write_own_model


@pytest.fixture
def table():
    return speak()


@pytest.fixture
def write_foreign(tmp_path):
    def write(rows, labels, name="theirs", **options):
        return write_foreign_model(tmp_path / name, rows, labels, **options)

    return write


@pytest.fixture
def write_own(tmp_path):
    def write(rows, changes=(), name="ours", **options):
        return write_own_model(tmp_path / name, rows, changes, **options)

    return write
