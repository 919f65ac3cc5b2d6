"""An evaluation whose images are shared out gives the figures of one process."""

import threading

import pytest

from ssd_desktop.errors import DataError
from ssd_desktop.evaluation.evaluator import evaluate
from ssd_desktop.training.shared_evaluation import evaluate_together
from tests.unit.data.made_data import made_dataset, made_sample, write_image
from tests.unit.evaluation.test_voc import found


class Detector:
    """Finds a box in every picture that lies on the object of every other one."""

    class config:
        classes = ("cat", "dog")

    tiling = None

    def detect_batch(self, images):
        return [found([(0, 0, 10 + image[0, 0, 0] % 5, 10)], [0.5 + image[0, 0, 1] / 512]) for image in images]


class Meeting:
    """``Ranks`` of as many threads as there are processes."""

    def __init__(self, size):
        self.size, self.values, self.barrier = size, [None] * size, threading.Barrier(size, timeout=20)

    def of(self, rank):
        return _Member(self, rank)

    def together(self, work):
        """Returns what ``work(member)`` gives in each thread."""
        results = [None] * self.size

        def run(rank):
            try:
                results[rank] = work(self.of(rank))
            except DataError as error:
                results[rank] = error
            except BaseException as error:
                results[rank] = error
                self.barrier.abort()

        threads = [threading.Thread(target=run, args=(rank,)) for rank in range(self.size)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results


class _Member:
    def __init__(self, meeting, rank):
        self.meeting, self.rank, self.size = meeting, rank, meeting.size

    def gather(self, value):
        self.meeting.values[self.rank] = value
        self.meeting.barrier.wait()
        values = list(self.meeting.values)
        self.meeting.barrier.wait()
        return values

    def ask(self):
        """An agreement on nothing: ends with an error where not all processes take part."""
        self.gather(False)
        return False


def pictures(folder, count):
    samples = []
    for number in range(count):
        path = folder / f"{number}.png"
        write_image(path, seed=number)
        samples.append(made_sample([(0, 0, 10, 10)], image_path=path))
    return made_dataset(samples)


@pytest.mark.parametrize(("images", "size"), [(9, 2), (8, 2), (13, 3), (2, 3)])
def test_the_figures_are_those_of_one_process_in_every_process(tmp_path, images, size):
    dataset = pictures(tmp_path, images)
    expected = evaluate(Detector(), dataset)
    results = Meeting(size).together(
        lambda member: evaluate_together(Detector(), dataset, ranks=member, should_stop=member.ask)
    )
    assert results == [expected] * size


def test_unreadable_images_of_every_share_are_named_in_their_order(tmp_path):
    dataset = pictures(tmp_path, 9)
    for number in (2, 5):
        (tmp_path / f"{number}.png").write_bytes(b"no picture")
    expected = evaluate(Detector(), dataset)
    results = Meeting(2).together(
        lambda member: evaluate_together(Detector(), dataset, ranks=member, should_stop=member.ask)
    )
    assert results == [expected] * 2
    assert len(expected.unreadable) == 2


def test_a_stop_ends_the_evaluation_of_all_early(tmp_path):
    dataset = pictures(tmp_path, 13)
    results = Meeting(2).together(
        lambda member: evaluate_together(Detector(), dataset, ranks=member, should_stop=lambda: True)
    )
    assert [result.complete for result in results] == [False, False]


def test_images_none_of_which_can_be_read_are_an_error_in_every_process(tmp_path):
    dataset = made_dataset([made_sample([(0, 0, 10, 10)], image_path=tmp_path / f"{n}.png") for n in range(2)])
    results = Meeting(2).together(
        lambda member: evaluate_together(Detector(), dataset, ranks=member, should_stop=member.ask)
    )
    assert [type(result) for result in results] == [DataError] * 2
