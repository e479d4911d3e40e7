"""Of two sizes or two saves of a picture the first is kept, whatever the later one says of itself."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw, ImageFilter

from tests.e2e.menagerie.cameras import NAMES, camera, jpeg, opened, original, photo


class TestEnlarged:
    @pytest.mark.parametrize("name", NAMES[:4])
    @pytest.mark.parametrize("copied", [False, True], ids=["without EXIF", "with EXIF"])
    def test_the_original_stays(self, case, name, copied):
        path = original(case.folder / "DSC_0001.jpg", name)
        large = opened(path).resize((1200, 800), Image.Resampling.LANCZOS)
        large = large.filter(ImageFilter.UnsharpMask(2, 120, 2))
        jpeg(large, case.folder / "large.jpg", 95, camera((600, 400)) if copied else b"")
        case.make_newer("large.jpg", -100)
        case.scan()
        assert "DSC_0001.jpg" not in case.ticked()
        assert case.kinds()["DSC_0001.jpg"] == "keeper"

    def test_it_stays_too_when_a_program_noted_the_larger_size(self, case):
        path = original(case.folder / "DSC_0001.jpg", NAMES[1])
        large = opened(path).resize((1200, 800), Image.Resampling.LANCZOS)
        jpeg(large, case.folder / "large.jpg", 95, camera((1200, 800)))
        case.scan()
        assert case.ticked() <= {"large.jpg"}

    @pytest.mark.parametrize("name", NAMES[:4])
    def test_a_copy_that_was_made_smaller_goes(self, case, name):
        path = original(case.folder / "DSC_0001.jpg", name, width=1200)
        jpeg(opened(path).resize((600, 400), Image.Resampling.LANCZOS), case.folder / "small.jpg", 90)
        case.scan()
        assert case.ticked() == {"small.jpg"}


def enlarged(picture: Image.Image, across: float = 2.0, down: float = 2.0) -> Image.Image:
    size = round(picture.width * across), round(picture.height * down)
    return picture.resize(size, Image.Resampling.LANCZOS)


def sharpened(picture: Image.Image) -> Image.Image:
    return picture.filter(ImageFilter.UnsharpMask(2, 120, 2))


class TestProvedByTheStepsOfASave:
    """A save leaves its steps in whatever is made of it, so which of two sizes was first needs no EXIF."""

    @pytest.mark.parametrize("name", NAMES[:4])
    @pytest.mark.parametrize("exif", [b"", camera((600, 400))], ids=["bare", "camera"])
    def test_an_enlarged_and_sharpened_copy_is_a_resized_one_and_goes(self, case, name, exif):
        path = jpeg(photo(name), case.folder / "first.jpg", 88, exif)
        jpeg(sharpened(enlarged(opened(path))), case.folder / "large.jpg", 95)
        case.make_newer("large.jpg", -100)
        case.scan()
        assert case.kinds() == {"first.jpg": "keeper", "large.jpg": "resized"}
        assert case.ticked() == {"large.jpg"}

    @pytest.mark.parametrize("scales", [(2.0, 2.0), (1.4, 1.0), (1.5, 1.5)])
    def test_a_larger_copy_of_a_photo_that_says_nothing_of_itself_goes(self, case, scales):
        path = jpeg(photo(NAMES[1]), case.folder / "first.jpg", 85)
        jpeg(enlarged(opened(path), *scales), case.folder / "large.jpg", 90)
        case.make_newer("large.jpg", -100)
        case.scan()
        assert case.ticked() == {"large.jpg"}

    @pytest.mark.parametrize("name", NAMES[:4])
    def test_a_photo_is_never_taken_for_an_enlarged_copy_however_soft_it_is(self, case, name):
        soft = photo(name, 1200).filter(ImageFilter.GaussianBlur(2))
        path = jpeg(soft, case.folder / "first.jpg", 92)
        jpeg(sharpened(opened(path).resize((600, 400), Image.Resampling.LANCZOS)), case.folder / "small.jpg", 80)
        case.make_newer("first.jpg")
        case.scan()
        assert case.ticked() <= {"small.jpg"}

    @pytest.mark.parametrize("edit", ["word", "colour", "retouch"])
    def test_an_enlarged_and_sharpened_copy_that_was_edited_too_stays(self, case, edit):
        path = jpeg(photo(NAMES[1]), case.folder / "first.jpg", 88, camera((600, 400)))
        large = sharpened(enlarged(opened(path)))
        if edit == "word":
            ImageDraw.Draw(large).text((500, 300), "Us, last summer", fill="white", font_size=40)
        elif edit == "colour":
            red, green, blue = large.split()
            large = Image.merge(
                "RGB", (red.point([min(255, round(level * 1.15)) for level in range(256)]), green, blue)
            )
        else:
            large.paste(large.crop((300, 520, 380, 600)), (620, 380))
        jpeg(large, case.folder / "large.jpg", 95)
        case.scan()
        assert case.ticked() == set()

    @pytest.mark.parametrize("name", NAMES[:4])
    def test_what_a_messenger_made_of_a_soft_photo_goes(self, case, name):
        path = jpeg(photo(name, 700).filter(ImageFilter.GaussianBlur(1.2)), case.folder / "first.jpg", 92)
        sent = opened(path)
        for _ in range(3):
            sent = opened(jpeg(enlarged(sent, 0.9, 0.9), case.folder / "sent.jpg", 40))
        case.scan()
        assert case.ticked() == {"sent.jpg"}

    @pytest.mark.parametrize("name", NAMES[:4])
    @pytest.mark.parametrize("later", [90, 95])
    def test_more_contrast_is_no_finer_detail(self, case, name, later):
        path = jpeg(photo(name), case.folder / "first.jpg", 92)
        stretched = opened(path).point(
            [min(255, max(0, round((level - 128) * 1.03 + 128))) for level in range(256)] * 3
        )
        jpeg(stretched, case.folder / "stretched.jpg", later)
        case.make_newer("stretched.jpg", -100)
        case.scan()
        assert "first.jpg" not in case.ticked()


class TestSavedAgain:
    @pytest.mark.parametrize("first", [60, 70, 80])
    @pytest.mark.parametrize("later", [80, 90, 98])
    def test_the_first_save_stays_beside_a_later_one_of_higher_quality(self, case, first, later):
        if first == later:
            later = 84
        path = jpeg(photo(NAMES[1]), case.folder / "first.jpg", first)
        jpeg(opened(path), case.folder / "later.jpg", later, subsampling=0)
        case.make_newer("later.jpg", -100)
        case.scan()
        assert "first.jpg" not in case.ticked()

    @pytest.mark.parametrize("later", [40, 70, 85])
    def test_a_later_save_of_lower_quality_goes(self, case, later):
        path = original(case.folder / "DSC_0001.jpg", NAMES[2], 92)
        jpeg(opened(path), case.folder / "sent.jpg", later)
        case.scan()
        assert case.ticked() == {"sent.jpg"}

    def test_a_camera_file_that_is_turned_by_its_orientation_is_compared_all_the_same(self, case):
        picture = photo(NAMES[1]).rotate(90, expand=True)
        path = jpeg(picture, case.folder / "DSC_0001.jpg", 75, camera(picture.size, orientation=6))
        jpeg(opened(path).rotate(-90, expand=True), case.folder / "later.jpg", 95)
        case.scan()
        assert "DSC_0001.jpg" not in case.ticked()

    def test_of_a_file_for_print_and_its_save_for_screens_the_first_is_not_ticked(self, case):
        photo(NAMES[1]).convert("CMYK").save(case.folder / "print.jpg", quality=75)
        jpeg(opened(case.folder / "print.jpg"), case.folder / "screen.jpg", 95)
        case.scan()
        assert "print.jpg" not in case.ticked()

    def test_two_saves_of_a_third_that_is_not_here_both_stay(self, case):
        jpeg(photo(NAMES[1]), case.folder / "one.jpg", 85)
        jpeg(photo(NAMES[1]), case.folder / "two.jpg", 80)
        case.scan()
        assert case.ticked() == set()
