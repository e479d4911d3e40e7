"""Which of two copies stays: never is a camera's own file ticked for one that holds less."""

from __future__ import annotations

import shutil
from typing import Any

import pillow_heif
import pytest
from PIL import Image, ImageCms, ImageDraw, ImageFilter

from tests.e2e.menagerie.cameras import NAMES, camera, grain, in_srgb, jpeg, opened, original, photo, wide_gamut
from tests.e2e.menagerie.conftest import Case

pillow_heif.register_heif_opener()


class TestAnotherContainer:
    @pytest.mark.parametrize("name", NAMES)
    @pytest.mark.parametrize(
        ("suffix", "options"), [(".png", {}), (".tif", {}), (".webp", {"lossless": True}), (".bmp", {})]
    )
    def test_the_camera_file_stays_beside_a_lossless_save_of_its_pixels(self, case, name, suffix, options):
        original(case.folder / "DSC_0001.jpg", name)
        opened(case.folder / "DSC_0001.jpg").save(case.folder / f"export{suffix}", **options)
        case.scan()
        assert case.kinds() == {"DSC_0001.jpg": "keeper", f"export{suffix}": "same-pixels"}
        assert case.ticked() == {f"export{suffix}"}

    def test_also_when_the_small_pictures_differ_because_one_was_decoded_in_draft(self, case):
        original(case.folder / "DSC_0001.jpg", NAMES[3], width=2400)
        opened(case.folder / "DSC_0001.jpg").save(case.folder / "export.png")
        case.scan()
        assert case.kinds() == {"DSC_0001.jpg": "keeper", "export.png": "same-pixels"}
        assert case.ticked() == {"export.png"}

    def test_a_stripped_copy_goes_and_the_camera_file_stays(self, case):
        data = original(case.folder / "DSC_0001.jpg").read_bytes()
        begin = data.index(b"\xff\xe1")
        end = begin + 2 + int.from_bytes(data[begin + 2 : begin + 4], "big")
        (case.folder / "bare.jpg").write_bytes(data[:begin] + data[end:])
        case.make_newer("bare.jpg", -100)
        case.scan()
        assert case.kinds() == {"DSC_0001.jpg": "keeper", "bare.jpg": "same-pixels"}
        assert case.ticked() == {"bare.jpg"}
        assert "the camera's maker notes" in case.plan()["actions"][0]["reason"]

    def test_also_when_the_copy_was_saved_anew_with_the_same_steps(self, case):
        path = original(case.folder / "DSC_0001.jpg")
        with Image.open(path) as picture:
            picture.save(case.folder / "bare.jpg", quality="keep")
        case.make_newer("bare.jpg", -100)
        case.scan()
        assert case.ticked() == {"bare.jpg"}


class TestMoreInTheFile:
    @pytest.mark.parametrize("behind", [b"\x1a" * 5000, b"RIFF\x10\0\0\0WAVEfmt " + bytes(range(256)) * 20])
    def test_a_file_with_data_behind_its_picture_stays_beside_a_flat_save_of_any_weight(self, case, behind):
        path = jpeg(photo(NAMES[0]), case.folder / "full.jpg", 80)
        jpeg(opened(path), case.folder / "flat.jpg", 98, camera((600, 400)))
        path.write_bytes(path.read_bytes() + behind)
        case.scan()
        assert "full.jpg" not in case.ticked()

    def test_a_stereo_pair_stays_beside_one_of_its_pictures(self, case):
        left, right = photo(NAMES[3]), photo(NAMES[3]).transform((600, 400), Image.Transform.AFFINE, (1, 0, 4, 0, 1, 0))
        left.save(case.folder / "stereo.mpo", "MPO", save_all=True, append_images=[right], quality=88)
        (case.folder / "stereo.mpo").rename(case.folder / "stereo.jpg")
        jpeg(opened(case.folder / "stereo.jpg"), case.folder / "flat.jpg", 95)
        case.scan()
        assert case.ticked() <= {"flat.jpg"}
        assert case.kinds()["stereo.jpg"] == "keeper"

    def test_a_gain_map_is_not_lost_to_a_flat_save(self, case):
        path = jpeg(photo(NAMES[0]), case.folder / "ultra.jpg", 85)
        small = jpeg(photo(NAMES[0], 150).convert("L"), case.folder / "map.tmp", 80)
        about = b'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/" hdrgm:Version="1.0"/>'
        marked = small.read_bytes()[:2] + b"\xff\xe1" + (len(about) + 2).to_bytes(2, "big") + about
        path.write_bytes(path.read_bytes() + marked + small.read_bytes()[2:])
        small.unlink()
        jpeg(opened(path), case.folder / "flat.jpg", 97)
        case.scan()
        assert case.ticked() <= {"flat.jpg"}
        assert case.kinds()["ultra.jpg"] == "keeper"

    def test_sixteen_bits_pages_and_clear_parts_stay(self, case):
        clear = photo(NAMES[1]).convert("RGBA")
        clear.putalpha(Image.linear_gradient("L").resize(clear.size))
        clear.save(case.folder / "clear.png")
        flat = Image.new("RGB", clear.size, "white")
        flat.paste(clear, mask=clear.getchannel("A"))
        flat.save(case.folder / "flat.png")
        pages = photo(NAMES[2])
        pages.save(case.folder / "pages.tif", save_all=True, append_images=[photo(NAMES[4])])
        pages.save(case.folder / "page.png")
        case.scan()
        assert not case.ticked() & {"clear.png", "pages.tif"}


class TestColourProfiles:
    def test_a_wide_profile_is_never_ticked_for_the_same_file_without_it(self, case):
        picture = photo(NAMES[1])
        jpeg(picture, case.folder / "tagged.jpg", 92, icc_profile=wide_gamut())
        jpeg(picture, case.folder / "stripped.jpg", 92, camera(picture.size))
        case.scan()
        assert "tagged.jpg" not in case.ticked()

    def test_nor_where_all_is_grey_and_looks_the_same(self, case):
        grey = photo(NAMES[1]).convert("L").convert("RGB")
        grey.save(case.folder / "tagged.png", icc_profile=wide_gamut())
        grey.save(case.folder / "stripped.png")
        case.make_newer("tagged.png", 100)
        case.scan()
        assert "tagged.png" not in case.ticked()

    def test_a_wide_photo_and_its_save_in_small_gamut_are_the_same_picture_saved_again(self, case):
        profile = wide_gamut()
        wide = jpeg(photo(NAMES[1]), case.folder / "wide.jpg", 94, camera((600, 400)), icc_profile=profile)
        jpeg(in_srgb(opened(wide), profile), case.folder / "srgb.jpg", 90)
        case.scan()
        assert case.kinds() == {"wide.jpg": "keeper", "srgb.jpg": "re-encoded"}
        assert case.ticked() == {"srgb.jpg"}

    def test_the_usual_profile_is_no_more_than_no_profile(self, case):
        picture = photo(NAMES[2])
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        path = jpeg(picture, case.folder / "DSC_0001.jpg", 90, camera(picture.size))
        opened(path).save(case.folder / "export.png", icc_profile=profile)
        case.scan()
        assert case.ticked() == {"export.png"}


class TestEditsOfPhones:
    @pytest.mark.parametrize(
        ("first", "edit"),
        [
            ("IMG_0001.HEIC", "IMG_E0001.HEIC"),
            ("IMG_0002.JPG", "IMG_E0002.JPG"),
            ("20240517_093012.jpg", "20240517_093012~2.jpg"),
            ("PXL_1.jpg", "PXL_1-edited.jpg"),
            ("photo.jpg", "photo_edited.jpg"),
        ],
    )
    def test_an_edit_never_ticks_its_original_whatever_it_weighs(self, case, first, edit):
        picture = photo(NAMES[0])
        picture.save(case.folder / first, quality=70)
        opened(case.folder / first).save(case.folder / edit, quality=96, exif=camera(picture.size))
        (case.folder / first).with_suffix(".AAE").write_bytes(b"<plist/>")
        case.make_newer(edit, -100)
        case.scan()
        assert first not in case.ticked()

    def test_of_identical_bytes_the_original_name_stays(self, case):
        original(case.folder / "IMG_0001.jpg")
        shutil.copy2(case.folder / "IMG_0001.jpg", case.folder / "IMG_E0001.jpg")
        case.scan()
        assert case.ticked() == {"IMG_E0001.jpg"}


class TestTwoExposures:
    @pytest.mark.parametrize("quality", [75, 85, 95])
    @pytest.mark.parametrize("name", NAMES[:4])
    def test_two_noisy_frames_from_a_tripod_in_one_second_are_no_copies(self, case, name, quality):
        for number in (1, 2):
            jpeg(grain(photo(name), number), case.folder / f"DSC_000{number}.jpg", quality, camera((600, 400)))
        case.scan()
        assert case.kinds() == {}
        assert case.ticked() == set()

    @pytest.mark.parametrize("quality", [30, 50])
    def test_where_compression_took_the_grain_two_numbers_of_a_camera_stay_unticked(self, case, quality):
        for number in (1, 2):
            jpeg(grain(photo(), number, 1.5), case.folder / f"DSC_000{number}.jpg", quality, camera((600, 400)))
        case.scan()
        assert case.ticked() == set()

    @pytest.mark.parametrize("fact", [{"exposure": 0.016}, {"notes": b"other notes"}, {"ImageUniqueID": "b" * 32}])
    def test_nor_do_they_where_they_say_themselves_that_they_are_two(self, case: Case, fact: dict[str, Any]) -> None:
        usual: dict[str, Any] = {"ImageUniqueID": "a" * 32}
        jpeg(grain(photo(), 1, 1.0), case.folder / "one.jpg", 50, camera((600, 400), **usual))
        jpeg(grain(photo(), 2, 1.0), case.folder / "two.jpg", 50, camera((600, 400), **{**usual, **fact}))
        case.scan()
        assert case.ticked() == set()

    @pytest.mark.parametrize("name", NAMES[:4])
    def test_two_pictures_that_are_sharp_in_different_places_are_no_copies(self, case, name):
        sharp = photo(name)
        soft = sharp.filter(ImageFilter.GaussianBlur(1.5))
        left = Image.linear_gradient("L").rotate(90).resize(sharp.size)
        for number, mask in enumerate((left, left.transpose(Image.Transpose.FLIP_LEFT_RIGHT)), 1):
            jpeg(Image.composite(sharp, soft, mask), case.folder / f"DSC_000{number}.jpg", 90, camera((600, 400)))
        case.scan()
        assert case.ticked() == set()

    def test_a_copy_of_a_noisy_frame_goes_all_the_same(self, case):
        path = jpeg(grain(photo(), 1), case.folder / "DSC_0001.jpg", 92, camera((600, 400)))
        jpeg(opened(path), case.folder / "sent.jpg", 75)
        case.scan()
        assert case.ticked() == {"sent.jpg"}


def badge(text: str, side: int, colour: str = "black", ground: str = "white") -> Image.Image:
    from PIL import ImageFont

    made = Image.new("RGB", (side, side), ground)
    ImageDraw.Draw(made).text(
        (side / 2, side / 2),
        text,
        colour,
        font=ImageFont.load_default(side * 0.9 / max(1, len(text) * 0.62)),
        anchor="mm",
    )
    return made


class TestSmallPictures:
    @pytest.mark.parametrize("side", [64, 128, 256])
    @pytest.mark.parametrize(("one", "other"), [("8", "3"), ("2024", "2025"), ("O", "Q"), ("1", "7"), ("E", "F")])
    @pytest.mark.parametrize("suffix", [".png", ".jpg"])
    def test_that_differ_in_one_mark_stay(self, case, side, one, other, suffix):
        badge(one, side).save(case.folder / f"a{suffix}")
        badge(other, side).save(case.folder / f"b{suffix}")
        case.scan()
        assert case.ticked() == set()

    @pytest.mark.parametrize(("one", "other"), [((200, 60, 60), (60, 121, 60)), ((120, 130, 120), (130, 124, 126))])
    @pytest.mark.parametrize("deviation", [0.0, 1.0])
    def test_flat_pictures_of_equal_brightness_in_another_hue_stay(self, case, one, other, deviation):
        for name, colour in (("a", one), ("b", other)):
            grain(Image.new("RGB", (200, 150), colour), 1, deviation).save(case.folder / f"{name}.png")
        case.scan()
        assert case.ticked() == set()

    def test_a_small_picture_saved_as_another_format_goes(self, case):
        badge("8", 128, "navy").save(case.folder / "icon.png")
        badge("8", 128, "navy").save(case.folder / "icon.bmp")
        case.scan()
        assert len(case.ticked()) == 1


class TestCropsOfPlainStrips:
    @pytest.mark.parametrize("colour", ["white", "black", (120, 160, 210)])
    def test_the_whole_picture_is_kept_beside_one_without_its_sky(self, case, colour):
        scene = photo(NAMES[1])
        whole = Image.new("RGB", (600, 480), colour)
        whole.paste(scene, (0, 80))
        jpeg(whole, case.folder / "whole.jpg", 92)
        jpeg(opened(case.folder / "whole.jpg").crop((0, 80, 600, 480)), case.folder / "crop.jpg", 92)
        case.make_newer("crop.jpg", -100)
        case.scan()
        assert case.kinds()["whole.jpg"] == "keeper"
        assert case.ticked() == set()


class TestTwinsOfAnyMember:
    def test_a_set_and_its_backup(self, case):
        path = original(case.folder / "set" / "DSC_0001.jpg", NAMES[1])
        jpeg(opened(path).crop((60, 40, 500, 360)), case.folder / "set" / "crop.jpg", 90)
        jpeg(opened(path).convert("L").convert("RGB"), case.folder / "set" / "grey.jpg", 90)
        shutil.copytree(case.folder / "set", case.folder / "Backup", copy_function=shutil.copy2)
        case.scan()
        assert case.ticked() == {"Backup/DSC_0001.jpg", "Backup/crop.jpg", "Backup/grey.jpg"}
        kept = {case.name(action["path"]): case.name(action["keeper"]) for action in case.plan()["actions"]}
        assert kept["Backup/crop.jpg"] == "set/crop.jpg"
        outcome = case.photohash("apply", "--to", "quarantine", "--yes", "--json")
        assert outcome.code == 0
        assert sorted(case.tree()) == ["set/DSC_0001.jpg", "set/crop.jpg", "set/grey.jpg"]


class TestReasons:
    @pytest.mark.parametrize("folder", ["Backup", "Downloads", "Exports 2024", "WhatsApp Images"])
    def test_a_file_among_copies_is_the_copy_whichever_is_older(self, case, folder):
        original(case.folder / "2024" / "DSC_0001.jpg")
        (case.folder / folder).mkdir()
        shutil.copy2(case.folder / "2024" / "DSC_0001.jpg", case.folder / folder)
        case.make_newer(f"{folder}/DSC_0001.jpg", -100)
        case.scan()
        assert case.ticked() == {f"{folder}/DSC_0001.jpg"}
        (action,) = case.plan()["actions"]
        assert "backups, downloads or exports" in action["reason"]

    def test_one_name_in_two_folders_is_not_the_plainest_name(self, case):
        original(case.folder / "a" / "DSC_0001.jpg")
        (case.folder / "b").mkdir()
        shutil.copy2(case.folder / "a" / "DSC_0001.jpg", case.folder / "b")
        case.scan()
        (action,) = case.plan()["actions"]
        assert "simplest name" not in action["reason"]
        assert "comes first by its folder" in action["reason"]


class TestRulesOfTheUser:
    def test_they_choose_among_identical_files(self, case):
        original(case.folder / "a" / "DSC_0001.jpg")
        (case.folder / "b").mkdir()
        shutil.copy2(case.folder / "a" / "DSC_0001.jpg", case.folder / "b")
        case.scan()
        assert case.ticked("--keep", f"in:{case.folder / 'b'}") == {"a/DSC_0001.jpg"}

    def test_what_they_would_lose_is_told_and_both_stay(self, case):
        path = original(case.folder / "a" / "DSC_0001.jpg", NAMES[1])
        jpeg(opened(path), case.folder / "b" / "sent.jpg", 60)
        case.scan()
        plan = case.plan("--keep", f"in:{case.folder / 'b'}")
        assert plan["actions"] == []
        (warning,) = plan["warnings"]
        assert "sent.jpg" in warning
        assert "the camera's maker notes" in warning
