"""The folders of processes that are not the first."""

from ssd_desktop.training.distributed import Ranks
from ssd_desktop.training.follower_folder import open_run_folder
from ssd_desktop.training.run_folder import RunFolder


def test_a_follower_reads_a_copy_of_the_run_without_what_a_killed_training_left(tmp_path):
    run = RunFolder.create(tmp_path / "run")
    run.write_start(config_toml="epochs = 1\n", versions={}, command="")
    for name in ("features.bin", "last.safetensors.part"):
        (run.path / name).write_bytes(b"much")

    with open_run_folder(run.path, resume=True, ranks=Ranks(1, 2, 1)) as folder:
        names = {path.name for path in folder.path.iterdir()}
        assert folder.path != run.path
        copied = folder.path

    assert names == {"config.toml", "versions.json"}
    assert not copied.exists()
