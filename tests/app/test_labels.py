from photohash.app import labels
from photohash.core.task import Progress, Stage
from photohash.library.kind_labels import KIND_LABELS
from photohash.library.photo import Kind


def test_progress_tells_what_is_known():
    assert labels.progress(Progress(Stage.SCANNING, 0, None, 0.0, None, paused=False)) == ""
    assert (
        labels.progress(Progress(Stage.SCANNING, 1, None, 50.0, None, paused=False), "file")
        == "1 file so far · 50 a second"
    )
    running = Progress(Stage.ENCODING, 1204, 5300, 38.2, 107.0, paused=False)
    assert labels.progress(running) == "1,204 of 5,300 · 38 a second · about 2 minutes left"


def test_a_paused_task_has_no_speed():
    assert labels.progress(Progress(Stage.ENCODING, 3, 10, 2.0, 4.0, paused=True)) == "3 of 10 · paused"


def test_every_kind_has_a_label_and_a_meaning():
    assert set(KIND_LABELS) == set(labels.KIND_MEANINGS) == set(Kind)


def test_capture_times_are_readable_and_odd_ones_are_left_alone():
    assert labels.taken("2024-05-07T09:30:12.25") == "7 May 2024, 09:30"
    assert labels.taken("sometime") == "sometime"
    assert labels.taken(None) == "not recorded"


def test_sentences_have_one_full_stop_each():
    said = labels.sentences("Is gone already: there is nothing to do.", "", "The same bytes; b.jpg is kept")
    assert said == "Is gone already: there is nothing to do. The same bytes; b.jpg is kept."
