from photohash.core.resources import resource, resources


def test_the_resources_folder_is_found():
    assert resources().is_dir()
    assert resource("models").is_dir()
