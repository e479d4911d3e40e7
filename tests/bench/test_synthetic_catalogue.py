from photohash import wiring
from photohash.bench.synthetic_catalogue import Contents, write
from photohash.core.task import Task
from photohash.library.clusters import Level


def test_a_catalogue_holds_what_was_asked_for_and_look_alikes_among_it(tmp_path):
    write(tmp_path / "library", Contents(400, 20, 400, said=10, done=60, failed=5, pictured=40), tmp_path / "photos")
    with wiring.open_browser(tmp_path / "library") as browser:
        counts = browser.counts()
        assert (counts.photos, counts.files, counts.failures) == (400, 420, 5)
        assert len(browser.groups()) == 20
        assert len(browser.decisions()) == 10
        assert sum(run.files for run in browser.done_runs()) == 60
        assert browser.coverage().read == 420
        pictures = [browser.preview(photo) is not None for photo in browser.photo_ids()]
        assert pictures == [True] * 40 + [False] * 356 + [True] * 4
    found = wiring.library_clusters(tmp_path / "library", level=Level.STACK, task=Task())
    assert found.clusters
    assert all(len(cluster.photos) > 1 for cluster in found.clusters)
