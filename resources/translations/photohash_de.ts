<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>photohash</name>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>A folder of your choice. Nothing in it is overwritten.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>A hidden folder, .photohash-quarantine, inside your own folder. photohash never empties it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>A photo in a folder of your choice, wherever there is one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>A photo in a folder whose photos are always kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>A photo that still has its capture time.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>A small file that leads to the photo that is kept stands in its place. Only for byte-identical ones.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Become clones</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Become hard links</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Become symbolic links</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Becomes a clone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Becomes a hard link</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Becomes a symbolic link</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Best picture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Has its capture time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>In a folder…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>In a protected folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Largest file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Most pixels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Move {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Move {} to the quarantine</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Move {} to the trash</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Newest file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Notes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Oldest file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Replace {} by clones</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Replace {} by hard links</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Replace {} by symbolic links</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Shortest path</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>The file nearest to the top of your folders.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>The file that was changed least recently.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>The file that was changed most recently.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>The file with the most bytes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>The largest picture, even where it was altered.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>The photo stays a file of its own, but shares its space on disk. Only on some disks: Btrfs, XFS, APFS.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>The photo stays where it is, but shares its bytes with the one kept. Only byte-identical ones can.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>The system's trash, from where photos can be put back. A drive without one gets a quarantine folder.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>To a quarantine folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>To another folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>To another folder…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>To the quarantine</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>To the trash</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Unaltered before altered, then the most pixels, the least compression, the oldest file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>being taken back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>cut short</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>done</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>freed at once</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>freed when you empty the quarantine folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>freed when you empty the trash</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>moved out of the way</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>needs a look</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>not done</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>taken back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>{what} to {folder}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>{} moved</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>{} moved to the quarantine</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>{} moved to the trash</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>{} replaced by clones</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>{} replaced by hard links</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>{} replaced by symbolic links</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Add folder…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>All photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Check folders again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Choose a folder of photos to search.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Choose appearance, search and model.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Choose whether this photo goes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Close the window; a search continues next time.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Copies</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Copy path</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Could not read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>End the search; what was read so far is kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Every photo in the library.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Files that could not be read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Find by name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Forward</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Go to the page before this one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Go to the page that was left.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Help</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>History</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Keep both</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Keep these photos; they are not offered again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Keep this one</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Keep this photo rather than the others.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Keyboard shortcuts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Library</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Look for new and changed photos.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Not duplicates</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Open the folder this photo is in.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Pause</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Pause the search, or resume it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Photo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Photos of which there is more than one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Put the photo's path on the clipboard.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Quit photohash</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Read how photohash works and what it promises.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Remove every tick.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Review…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Settings…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Show every shortcut, and change it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Show in folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Show only groups with this text in a path.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Show what would happen to each ticked photo. Nothing is touched yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Stop</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Take back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Take back the last run: every file goes back to its place.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Take back the selected run or entry of the history.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>These photos are different ones; they are not offered again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Tick identical, re-encoded and resized copies, and nothing else.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Tick or untick</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Tick safe copies</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Undo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Untick all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>View</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>What was done to your photos.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Window</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/controllers/file_browser.py" />
            <source>No file manager opened {folder}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/error_report.py" />
            <source>A fault in photohash</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/error_report.py" />
            <source>Close</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/error_report.py" />
            <source>Copy details</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/error_report.py" />
            <source>Details of the fault</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/error_report.py" />
            <source>Something went wrong in photohash</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/error_report.py" />
            <source>This is a fault in the program, not in your photos. What was read so far is kept; what was done to files, if anything, is in the history and can be taken back. The details below are in the log too; they help whoever repairs it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/help.py" />
            <source>Document</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/help.py" />
            <source>Documents</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/dialogs/review.py" />
            <source>{n} photos stay as they are</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>A part of the picture.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>Another frame of the same burst.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>Burst</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>Cropped</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>Damaged</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>Edited</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>Exactly the same picture in a different file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>Identical</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>Live photo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>Looks alike, but is no copy.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>Mirrored</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>Raw + JPEG</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>Re-encoded</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>Resized</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>Rotated</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>Same pixels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>Similar</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>The raw file and the JPEG of one shot.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>The same file, but bytes of it were lost or changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>The same file, byte for byte.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>The same picture at another size.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>The same picture with changed colours, text or a border.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>The same picture, flipped.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>The same picture, saved again with other compression.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>The same picture, turned.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>The still of a live photo.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>d MMMM yyyy, HH:mm</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>not recorded</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>paused</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>{done} of {total}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>{items} so far</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>{rate} a second</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/main_window.py" />
            <source>Add a folder of photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/main_window.py" />
            <source>The library could not be read because of a fault in photohash. The log has the details.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/main_window.py" />
            <source>This photo is no longer in the library.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/models/journal.py" />
            <source>{n} folders</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/models/photos.py" />
            <source>{n} bits</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/failures.py" />
            <source>Copy list</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/pages/failures.py" />
            <source>Everything could be read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/pages/failures.py" />
            <source>Files that could not be read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/pages/failures.py" />
            <source>Look at all folders again; files that were repaired are taken in.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/pages/failures.py" />
            <source>No file was left out.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/pages/failures.py" />
            <source>Try again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/pages/failures.py" />
            <source>{files} left out. Nothing was changed or removed.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/pages/group_card.py" />
            <source>{n} copies</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/pages/history.py" />
            <source>{n} runs</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/pages/photo.py" />
            <source>{n} more places</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/pages/photo.py" />
            <source>{n} verified copies</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/size_slider.py" />
            <source>Size of the thumbnails</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/pages/tick_bar.py" />
            <source>{n} can become links</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/welcome.py" />
            <source>Find every copy of every photo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/pages/welcome.py" />
            <source>Resized, cropped, turned or saved again: each is found and named.
Nothing is ever deleted without you.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/app/pages/welcome.py" />
            <source>or drop folders anywhere in this window</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../photohash/cli/actions.py" />
            <source>{n} entries</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/cli/actions.py" />
            <source>{n} files were</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/cli/actions.py" />
            <source>{n} pairs</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/cli/context.py" />
            <source>{n} other files</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/cli/doctor.py" />
            <source>{n} actions were</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/cli/doctor.py" />
            <source>{n} more pairs</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/cli/library.py" />
            <source>{n} groups</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../photohash/core/files.py" />
            <source>cannot be read: the drive reports an error</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/files.py" />
            <source>cannot be read: {0}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/files.py" />
            <source>has a name that is too long</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/files.py" />
            <source>is a folder, not a file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/files.py" />
            <source>is a link that leads in a circle</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/files.py" />
            <source>is no longer there</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/files.py" />
            <source>is not a regular file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/files.py" />
            <source>may not be read: permission denied</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/formatting.py" />
            <source>Not read, because photohash does not support these formats: {formats}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/formatting.py" />
            <source>a few seconds left</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../photohash/core/formatting.py" />
            <source>about {n} days left</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/core/formatting.py" />
            <source>about {n} hours left</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/core/formatting.py" />
            <source>about {n} minutes left</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../photohash/core/formatting.py" />
            <source>about {n} seconds left</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../photohash/core/formatting.py" />
            <source>{n} bytes</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Appearance</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Colours of the window.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Dark</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Deutsch</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>English</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>How far photohash looks for candidates. Every candidate is verified before it is called a copy.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Keep</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Keys that were changed, as one JSON object: the name of a command and its keys.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Language</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Last folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Light</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Like the system</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Loose</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Model</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Normal</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Of everything the window says. It changes when photohash is opened the next time.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Put away</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Search</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Strict</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>The hash that photos are compared with. Codes of the other models are kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>The settings could not be saved in {0}: {1}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Thumbnails</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>What is done to ticked photos: a word that photohash apply takes after --to.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Where the window's folder dialogs open.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Which photo of a group stays: rules of photohash apply, set apart by commas; empty for the best picture.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Width of the pictures in the pages of the window, in pixels.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/task.py" />
            <source>Comparing photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/task.py" />
            <source>Looking for photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/task.py" />
            <source>Measuring</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/task.py" />
            <source>Putting copies away</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/task.py" />
            <source>Reading photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/task.py" />
            <source>Taking back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/task.py" />
            <source>Training</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/task.py" />
            <source>Verifying copies</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/task.py" />
            <source>Waiting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/task.py" />
            <source>Watching folders</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/core/translation.py" />
            <source> and </source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/hashing/card.py" />
            <source>a line of text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/hashing/card.py" />
            <source>a multiple of 32, at most 1024</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/hashing/card.py" />
            <source>a whole number from {0} to {1}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/hashing/card.py" />
            <source>a word of small letters and digits</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/hashing/card.py" />
            <source>an object</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/hashing/card.py" />
            <source>an object of falling distances for {0}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/hashing/card.py" />
            <source>an object of file names of this directory, {0}, {1} and {2} among them, with SHA-256</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/hashing/card.py" />
            <source>{0} is a link; a model directory must hold its own files.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/hashing/card.py" />
            <source>{0} is not a model directory: its {1} cannot be read ({2}).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/hashing/card.py" />
            <source>{0} is not a valid model card: {1}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/hashing/card.py" />
            <source>{0} is not the file the model's card describes; get the model again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/hashing/card.py" />
            <source>{0} is too large to be a model card.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/hashing/card.py" />
            <source>{0}, which the model's card names, cannot be read ({1}).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/hashing/model_store.py" />
            <source>The model {0} could not be copied to {1}: {2}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/hashing/model_store.py" />
            <source>There is a model {0} already. Remove it first: photohash models remove {1}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/hashing/model_store.py" />
            <source>There is no model {0} in {1}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/hashing/model_store.py" />
            <source>{0} comes with photohash and cannot be removed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/hashing/runtime.py" />
            <source>Model {0} is of a kind this photohash does not know. {1}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/hashing/runtime.py" />
            <source>Model {0} wants pictures prepared by {1}; a newer photohash may know how.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/hashing/runtime.py" />
            <source>The network of model {0} takes {1} and gives {2}, which is not what its card says.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/hashing/runtime.py" />
            <source>There is no model called {0}. Models at hand: {1}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/hashing/runtime.py" />
            <source>This computer has no {0} device for torch; use the CPU.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/hashing/runtime.py" />
            <source>{0} cannot be run by OpenVINO; get the model again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/hashing/runtime.py" />
            <source>{0} does not hold the weights of the network its card describes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/batching.py" />
            <source>goes with {0}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/batching.py" />
            <source>is a pair with {0}, which {1}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/companions.py" />
            <source>lies in a folder that {0}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/destinations.py" />
            <source>cannot be named: every candidate name in {0} is taken</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/destinations.py" />
            <source>cannot be put into a quarantine: nothing may be written in its folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/error_messages.py" />
            <source>cannot be acted on: its new name is taken</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/error_messages.py" />
            <source>cannot be acted on: its target is on another volume</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/error_messages.py" />
            <source>cannot be acted on: permission denied</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/error_messages.py" />
            <source>cannot be acted on: the disk is full</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/error_messages.py" />
            <source>cannot be acted on: the disk is read-only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/error_messages.py" />
            <source>cannot be acted on: the drive reports an error</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/error_messages.py" />
            <source>cannot be acted on: this file system cannot do that</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/error_messages.py" />
            <source>cannot be acted on: your share of the disk is used up</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/execution.py" />
            <source>and its keeper {0} are one file, reached over two file systems: it was put back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/execution.py" />
            <source>every candidate name is taken</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/execution.py" />
            <source>has metadata that its keeper lacks, and the sidecar {0} {1}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/execution.py" />
            <source>is done, but the disk did not confirm it; it is rechecked at the next start</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/execution.py" />
            <source>makes photohash fail, which is a bug: please report it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/execution.py" />
            <source>photohash failed to check {0}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/execution.py" />
            <source>stays, because its keeper {0} changed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/execution.py" />
            <source>stays, because its keeper {0} could not be read any more once it was acted on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/execution.py" />
            <source>stays, because its keeper {0} was changed just now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/execution.py" />
            <source>was changed just now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/execution.py" />
            <source>was not touched, because the run was stopped</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/execution.py" />
            <source>was refused by the trash: it {0}; so it goes to the quarantine</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/execution.py" />
            <source>what was begun is taken back at the next start</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/execution.py" />
            <source>{0} {1}, and the run was stopped.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/execution.py" />
            <source>{0}, and the run was stopped</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/file_actions.py" />
            <source>There is no entry {0} in the journal. See it with: photohash history</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/file_actions.py" />
            <source>There is nothing to take back of entry {0} ({1}): it is {2}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/file_actions.py" />
            <source>There is nothing to take back. See what was done with: photohash history</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/file_state.py" />
            <source>is a link to a file elsewhere, and not a file of its own</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/filesystem.py" />
            <source>this system has no reflinks that photohash can make</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/freedesktop_trash.py" />
            <source>has no trash can on its volume: nothing may be written in {0}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/journal_check.py" />
            <source>is left alone: it is in no folder of the library now. Add its folder again with photohash scan FOLDER</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/journal_check.py" />
            <source>is left alone: the journal names places that photohash never uses</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>There is no rule {0} to keep photos by. The rules are: {1}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>comes first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>has its raw file or Live Photo video beside it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>has the shortest path</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>is in a protected folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>is in the folder named</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>is in {0}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>is not just a copy of it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>is the newest file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>lacks what that has: {0}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>the place that your rules give it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>{0} is the one your rules keep. Beside {1} it {2}. Both stay.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/metadata.py" />
            <source>has a sidecar of more than 4 MB ({0})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/metadata.py" />
            <source>has a sidecar that cannot be read ({0})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/links.py" />
            <source>cannot be taken back: it is no longer at {0}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/links.py" />
            <source>cannot be taken back: neither it nor {0} has the bytes any more that both had</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/links.py" />
            <source>did not become a link to its keeper</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/links.py" />
            <source>did not come back as it was; try again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/links.py" />
            <source>is no longer the link that photohash made; it stays as it is</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/links.py" />
            <source>is not at {0} as it was: another program was there</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/links.py" />
            <source>was changed by another program meanwhile; it stays as it is</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/links.py" />
            <source>was changed or replaced by another program at the last moment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/links.py" />
            <source>was put back as {0}: its name is taken</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/metadata_rescue.py" />
            <source>has a sidecar that was changed by another program at the last moment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/metadata_rescue.py" />
            <source>has no place for its old sidecar</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/metadata_rescue.py" />
            <source>the old sidecar was put back as {0}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/metadata_rescue.py" />
            <source>was changed since; it stays as it is</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/operation.py" />
            <source>was changed by another program meanwhile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/relocation.py" />
            <source>cannot be taken back: it is no longer {0} ({1})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/relocation.py" />
            <source>did not arrive as it was: the copy on the other volume differs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/relocation.py" />
            <source>in the quarantine</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/relocation.py" />
            <source>in the trash can</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/relocation.py" />
            <source>is in the trash, and only the system knows where</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/relocation.py" />
            <source>is neither at {0} nor at {1}: another program was there</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/relocation.py" />
            <source>was changed at {0} since; it stays there</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/relocation.py" />
            <source>{0} was put back as {1}: its name is taken</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/system_trash.py" />
            <source>, without its sidecars</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/system_trash.py" />
            <source>and its keeper {0} are one file, reached over two file systems</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/system_trash.py" />
            <source>cannot be taken back by photohash: it {0}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/system_trash.py" />
            <source>is in the trash of this system, from where it can be put back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/system_trash.py" />
            <source>is still there: the trash did not take it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/planning.py" />
            <source>All files of the group of {0} are ticked: one of them has to stay.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/planning.py" />
            <source>does not have the name of a photo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/planning.py" />
            <source>file that has</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/planning.py" />
            <source>files that have</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/planning.py" />
            <source>has other bytes than its keeper, so a link would change what is in it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/planning.py" />
            <source>was never compared with {0}, which is kept</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/planning.py" />
            <source>{0} is in a folder of the library: what is moved there is found again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/planning.py" />
            <source>{0} is nothing to do to files. Choose one of: {1}:FOLDER.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/planning.py" />
            <source>{0} more pixels than the keeper would go. The rule most-pixels keeps the larger ones.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/planning.py" />
            <source>{0} {1}. Nothing is changed in there.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../photohash/library/actions/planning.py" />
            <source>{n} files that have</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/preflight.py" />
            <source>and {0} are a pair, and its keeper has no copy of that: keep pairs with --keep pair</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/preflight.py" />
            <source>cannot be put into a quarantine: that would lie in a protected folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/preflight.py" />
            <source>has metadata that its keeper lacks, and {0} {1}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/preflight.py" />
            <source>has metadata that its keeper {0} lacks, and that {1}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/preflight.py" />
            <source>has no folder to go to</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/preflight.py" />
            <source>has settings in another program's folder that cannot go with it ({0})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/preflight.py" />
            <source>is on another volume than its keeper {0}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/preflight.py" />
            <source>saves metadata found only in the copies</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/preflight.py" />
            <source>{0}; so it goes to the quarantine</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/protection.py" />
            <source>is protected: {0} belongs to another program, which knows its photos by their places</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/safety.py" />
            <source>has a motion photo's film inside that its keeper lacks: it may only be moved</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/safety.py" />
            <source>has changed since it was last looked at: scan again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/safety.py" />
            <source>has other bytes than when it was last read; the next scan reads it again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/safety.py" />
            <source>is the same file as its keeper {0}, reached by another path</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/safety.py" />
            <source>is the same file as {0}, reached by another path</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/safety.py" />
            <source>is to go in the same run</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/safety.py" />
            <source>lies in a trash can</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/safety.py" />
            <source>stays, because its keeper {0} {1}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/undo.py" />
            <source>is left as it is until the next start: it {0}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/undo.py" />
            <source>is taken back, but the disk did not confirm it; it is rechecked at the next start</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/undo.py" />
            <source>was cut short; nothing is changed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/undo.py" />
            <source>{0}; it is tried again at the next start</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/xmp.py" />
            <source>has XMP of more than 4 MB</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/xmp.py" />
            <source>has XMP that cannot be understood</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/xmp.py" />
            <source>has XMP with a DTD, which no photo program writes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/actions/xmp.py" />
            <source>has a sidecar that is not XMP</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/browse.py" />
            <source>A code of {0} bits cannot be compared with codes of {1} bits.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/browse.py" />
            <source>The photos of this library were coded by another network file of the model {0} than the one here. Scan its folders again with this model, and they are coded anew: photohash scan</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/decoder.py" />
            <source>a canvas many times that of a photo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/decoder.py" />
            <source>is cut short</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/decoder.py" />
            <source>is cut short or damaged</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/decoder.py" />
            <source>is damaged</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/decoder.py" />
            <source>is empty</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/decoder.py" />
            <source>is in a variant of its format that photohash cannot read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/decoder.py" />
            <source>is not a picture photohash can read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/decoder.py" />
            <source>is too large: it has {0} GB, and photohash reads up to {1} GB</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/decoder.py" />
            <source>needs more memory than there is</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>a colour space given by number</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>a depth map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>a gain map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>camera maker</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>camera's serial number</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>colours that screens do not have</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>data behind the picture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>data of a program</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>exposure time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>focal length</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>further pictures</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>image number</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>the inks of a print</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>unique id</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/pixels.py" />
            <source>is cut short: its lower part is missing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/pixels.py" />
            <source>is too large: it has {0}, and photohash reads up to {1} megapixels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/pixels.py" />
            <source>{0} x {1} pixels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/profiles.py" />
            <source>a profile without a name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/text_metadata.py" />
            <source>a colour label</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/text_metadata.py" />
            <source>a note of rights</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/text_metadata.py" />
            <source>marked faces</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/text_metadata.py" />
            <source>the name of a place</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/text_metadata.py" />
            <source>the name of its creator</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/decode/text_metadata.py" />
            <source>what makes it a panorama</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>See the folders of the library with: photohash folders</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>Still protected in it: {0}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>The next photohash scan looks at their copies elsewhere again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>file that was</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>files that were</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>not a folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>not there</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>with {0}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is a folder of the library by itself. To take it out: photohash folders remove {1}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is in no folder of the library. {1}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is left out already{1}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is left out because it lies in {1}. To take all of that in again: photohash folders exclude --off {2}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is left out no longer. To read its photos: photohash scan</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is left out of the library; {1} left it. Nothing on the disk was changed.{2}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is no folder of the library by itself any more. Its photos stay, because it lies in {1}. To leave them out: photohash folders exclude {2}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is no folder of the library by itself: it lies in {1}. To leave it out: photohash folders exclude {2}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is not left out.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is not protected any more.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is not protected.{1}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is not there now; it is watched as soon as it is back.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is not watched; photohash scan still reads it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is protected already.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is protected because it lies in {1}. To take back the protection of all of that: photohash folders unprotect {2}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is protected: no action touches what is in it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is still watched as part of {1}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is watched: while photohash watch runs, new photos are read by themselves.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is {1}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} lies in {1}, which is watched, or not, as a whole.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} put away from there can be taken back once the folder is in the library again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} stays protected, because it lies in {1}, which is.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} stays: it is a folder of the library by itself.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} was being put away or taken back when photohash was cut short, and that cannot be settled now. Plug in its drive if it has one, then try again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} was removed from the library with {1}. Nothing on the disk was changed.{2}</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../photohash/library/folders.py" />
            <source>{n} files</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/library/folders.py" />
            <source>{n} files that were</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../photohash/library/group_preferences.py" />
            <source>the place that you gave it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/group_preferences.py" />
            <source>was chosen by you</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/group_preferences.py" />
            <source>was not compared with the one to keep</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>a damaged copy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>brightness or colours changed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>cropped to {0} of the picture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>differs in a detail</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>differs in places</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>has a border</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>has a caption or sticker</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>has another border</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>is less sharp</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>is not as sharp, or sharper</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>is sharper</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>is whole; the keeper is damaged</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>lacks the border of the keeper</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>lacks the caption or sticker of the keeper</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>one of the two is damaged; look which</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>shows more; the keeper is {0} of it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>the same picture saved again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>the same pixels in another file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>the same size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>to the left</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>turned by {0}° {1}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>{0} instead of {1}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>{0}, proportions changed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>a motion photo's film</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>another image number</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>colour profile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>further data</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>maker's notes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>more pixels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>own size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>pages and frames</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>perhaps finer detail</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>the camera's maker notes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>the camera's original size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>the colour profile {0}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>what was edited</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>what was there before it was edited</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>{0} bits per colour</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>{0} camera metadata ({1} and {2})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>{0} pages or frames</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/grouping.py" />
            <source>comes first by its folder; nothing else tells identical files apart</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/grouping.py" />
            <source>does not lie among backups, downloads or exports</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/grouping.py" />
            <source>has the plainest name of identical files</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/grouping.py" />
            <source>has {0}, which {1} lacks</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/grouping.py" />
            <source>is the oldest of identical files</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/grouping.py" />
            <source>the same bytes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/grouping.py" />
            <source>{0}; has {1}, which {2} lacks</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>capture time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>comes first; nothing tells them apart</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>has a motion photo's film inside</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>has pages, frames, depth or transparency that a flat copy loses</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>has the most bytes, so it was compressed least</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>has the most camera metadata</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>has the most pixels ({0}, the next {1})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>has the plainest name; nothing else tells them apart</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>holds all that the {0} does, and more</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>is the oldest file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>is the unaltered picture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>is what the other one was saved from, which adds bytes and no detail</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>is what the {0} was made from, which adds bytes and no detail</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>is whole; another one is damaged</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>least compressed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>least lossy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>looks like most of the others, so it is the one that was not edited</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>more than can be seen</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>most bytes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>most metadata</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>most pixels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>own folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>plainest name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>shows as much as the larger one, which was enlarged</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>still has its capture time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>true size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>was compressed less (JPEG quality {0}, the next {1})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>was saved with less loss ({0}, not {1})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/look_alikes.py" />
            <source>No photo has a code of {0}. {1}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/look_alikes.py" />
            <source>Photos lack codes of {0}, and look-alikes are told better by both models. {1}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/look_alikes.py" />
            <source>To make them: photohash scan --model {0}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/look_alikes.py" />
            <source>{0} cannot be compared yet: the code of one model is missing.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../photohash/library/look_alikes.py" />
            <source>{n} photos</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../photohash/library/pipeline/folders.py" />
            <source>is empty and not on its own drive: plug the drive in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/pipeline/folders.py" />
            <source>is not a folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/pipeline/folders.py" />
            <source>is not there</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/pipeline/ingest.py" />
            <source>is being written just now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/pipeline/ingest.py" />
            <source>photohash failed to read {0}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/pipeline/verification.py" />
            <source>photohash failed to compare {0} with {1}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/scan.py" />
            <source>holds what another program keeps beside its photos: name those</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/store/catalogue.py" />
            <source>The library folder {0} cannot be made: {1}. Choose another one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/store/catalogue.py" />
            <source>There is no library in {0} yet. Make one with: photohash scan FOLDER, where FOLDER holds your photos.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/store/connection.py" />
            <source>The disk that holds {place} is full. Free some space and start again; what was found so far is kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/store/connection.py" />
            <source>The library {0} is being brought up to date by another photohash. Wait until it is done, or close it there.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/store/connection.py" />
            <source>There is not enough memory left to work with {place}. Close other programs and start again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/store/connection.py" />
            <source>{place} cannot be opened. See that its folder is there and that you may write in it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/store/connection.py" />
            <source>{place} cannot be opened: you may not read it. Give yourself the right to.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/store/connection.py" />
            <source>{place} could not be read or written: the disk is full, failing or was unplugged. Look after the disk and start again; what was found so far is kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/store/connection.py" />
            <source>{place} is damaged or not a catalogue at all. Put back a backup of it, or move it away and scan again; your photos are not touched.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/store/connection.py" />
            <source>{place} is damaged. Put back a backup of it, or move it away and scan again; your photos are not touched.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/store/connection.py" />
            <source>{place} is in use by another program. Close that and start again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/store/connection.py" />
            <source>{place} is read-only. Give yourself the right to write there, or choose another library folder.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/store/failures.py" />
            <source>{0}; it is a damaged copy of {1}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/library/watch.py" />
            <source>{0} cannot be watched: it {1}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/wiring.py" />
            <source>--bits is for a baseline; a model's codes are as long as its card says.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/wiring.py" />
            <source>Name a baseline instead of a model, and the length of its codes: --baseline {0} --bits 48.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/wiring.py" />
            <source>The catalogue in {0} is damaged ({1}). Move it away and scan again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/wiring.py" />
            <source>The model {0} was replaced while the library was open; open the library again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/wiring.py" />
            <source>The model's card gives no search radius.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/wiring.py" />
            <source>There is no search radius for a strictness of {0}. It is the share of unrelated pairs that the search lets through, from {1} to {2}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../photohash/wiring.py" />
            <source>{0} is measured in one arithmetic only: {1}</source>
            <translation type="unfinished" />
        </message>
    </context>
</TS>
