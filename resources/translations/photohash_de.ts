<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>photohash</name>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>A folder of your choice. Nothing in it is overwritten.</source>
            <translation>Ein Ordner nach Wahl. Darin wird nichts überschrieben.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>A hidden folder, .photohash-quarantine, inside your own folder. photohash never empties it.</source>
            <translation>Ein versteckter Ordner, .photohash-quarantine, im eigenen Ordner. photohash leert ihn nie.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>A small file that leads to the photo that is kept stands in its place. Only for byte-identical ones.</source>
            <translation>An seine Stelle tritt eine kleine Datei, die zum behaltenen Foto führt. Nur bei bytegleichen Fotos.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Become clones</source>
            <translation>Durch Klone ersetzen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Become hard links</source>
            <translation>Durch Hardlinks ersetzen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Become symbolic links</source>
            <translation>Durch Symlinks ersetzen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Becomes a clone</source>
            <translation>Wird ein Klon</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Becomes a hard link</source>
            <translation>Wird ein Hardlink</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Becomes a symbolic link</source>
            <translation>Wird ein Symlink</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Best picture</source>
            <translation>Bestes Bild</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Go to a quarantine folder</source>
            <translation>In einen Quarantäneordner</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Go to another folder…</source>
            <translation>In einen anderen Ordner …</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Go to the trash</source>
            <translation>In den Papierkorb</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>In {folder}</source>
            <translation>In {folder}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Move {}</source>
            <translation>{} verschieben</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Move {} to the quarantine</source>
            <translation>{} in die Quarantäne verschieben</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Move {} to the trash</source>
            <translation>{} in den Papierkorb verschieben</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Notes</source>
            <translation>Anmerkungen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Replace {} by clones</source>
            <translation>{} durch Klone ersetzen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Replace {} by hard links</source>
            <translation>{} durch Hardlinks ersetzen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Replace {} by symbolic links</source>
            <translation>{} durch Symlinks ersetzen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>The photo stays a file of its own, but shares its space on disk. Only on some disks: Btrfs, XFS, APFS.</source>
            <translation>Das Foto bleibt eine eigene Datei, teilt sich aber den Platz auf der Platte. Nur auf manchen Platten: Btrfs, XFS, APFS.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>The photo stays where it is, but shares its bytes with the one kept. Only byte-identical ones can.</source>
            <translation>Das Foto bleibt, wo es ist, teilt sich aber die Bytes mit dem behaltenen. Nur bei bytegleichen Fotos.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>The system's trash, from where photos can be put back. A drive without one gets a quarantine folder.</source>
            <translation>Der Papierkorb des Systems, aus dem Fotos zurückgeholt werden können. Ein Laufwerk ohne Papierkorb bekommt einen Quarantäneordner.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>To another folder</source>
            <translation>In einen anderen Ordner</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>To the quarantine</source>
            <translation>In die Quarantäne</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>To the trash</source>
            <translation>In den Papierkorb</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>Unaltered before altered, then the most pixels, the least compression, the oldest file.</source>
            <translation>Unverändert vor verändert, dann die meisten Pixel, die geringste Kompression, die älteste Datei.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>being undone</source>
            <translation>wird rückgängig gemacht</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>cut short</source>
            <translation>abgebrochen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>done</source>
            <translation>erledigt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>freed at once</source>
            <translation>sofort frei</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>freed when you empty the quarantine folder</source>
            <translation>nach Leeren des Quarantäneordners frei</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>freed when you empty the trash</source>
            <translation>nach Leeren des Papierkorbs frei</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>moved out of the way</source>
            <translation>beiseitegeräumt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>needs a look</source>
            <translation>bitte ansehen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>not done</source>
            <translation>nicht erledigt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>then {rule}</source>
            <translation>dann {rule}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>undone</source>
            <translation>zurückgenommen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>{what} to {folder}</source>
            <translation>{what} nach {folder}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>{} moved</source>
            <translation>{} verschoben</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>{} moved to the quarantine</source>
            <translation>{} in die Quarantäne verschoben</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>{} moved to the trash</source>
            <translation>{} in den Papierkorb verschoben</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>{} replaced by clones</source>
            <translation>{} durch Klone ersetzt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>{} replaced by hard links</source>
            <translation>{} durch Hardlinks ersetzt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/action_labels.py" />
            <source>{} replaced by symbolic links</source>
            <translation>{} durch Symlinks ersetzt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Add all up to this</source>
            <translation>Alle bis hierher aufnehmen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Add folder…</source>
            <translation>Ordner hinzufügen …</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Add the selected photos to the album used last.</source>
            <translation>Die gewählten Fotos in das zuletzt benutzte Album aufnehmen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Add this suggestion</source>
            <translation>Diesen Vorschlag aufnehmen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Add to album…</source>
            <translation>In ein Album aufnehmen …</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Add to the last album</source>
            <translation>In das letzte Album aufnehmen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Add to the search</source>
            <translation>Zur Suche hinzufügen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Albums</source>
            <translation>Alben</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>All photos</source>
            <translation>Alle Fotos</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Check folders again</source>
            <translation>Ordner erneut prüfen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Choose a folder of photos to search.</source>
            <translation>Einen Ordner mit Fotos zum Durchsuchen wählen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Choose a picture file, and find it and what is like it in the library.</source>
            <translation>Eine Bilddatei wählen und sie und Ähnliches in der Bibliothek finden.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Choose an album for the selected photos.</source>
            <translation>Ein Album für die gewählten Fotos wählen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Choose appearance, search and model.</source>
            <translation>Aussehen, Suche und Modell wählen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Choose by which rules one photo of each group is kept, and see first what they do.</source>
            <translation>Wählen, nach welchen Regeln ein Foto jeder Gruppe bleibt, und vorher sehen, was sie bewirken.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Choose whether this photo goes.</source>
            <translation>Wählen, ob dieses Foto weg soll.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Close the window; a search continues next time.</source>
            <translation>Das Fenster schließen; eine Suche läuft beim nächsten Mal weiter.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Compare</source>
            <translation>Vergleichen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Copies</source>
            <translation>Kopien</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Copy path</source>
            <translation>Pfad kopieren</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Could not read</source>
            <translation>Nicht lesbar</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Decisions</source>
            <translation>Entscheidungen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Do again what was undone last.</source>
            <translation>Das zuletzt rückgängig Gemachte wiederholen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Edit</source>
            <translation>Bearbeiten</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Empty the search field, leave what was opened, or full screen.</source>
            <translation>Das Suchfeld leeren, das Geöffnete oder das Vollbild verlassen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>End the search; what was read so far is kept.</source>
            <translation>Die Suche beenden; was schon gelesen ist, bleibt.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Every photo in the library.</source>
            <translation>Jedes Foto der Bibliothek.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Export albums…</source>
            <translation>Alben exportieren …</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Export…</source>
            <translation>Exportieren …</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Files that could not be read.</source>
            <translation>Dateien, die nicht gelesen werden konnten.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Find by name</source>
            <translation>Suchen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Find similar</source>
            <translation>Ähnliche finden</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Find the picture on the clipboard, and what is like it, in the library.</source>
            <translation>Das Bild aus der Zwischenablage und Ähnliches in der Bibliothek finden.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Find what is like the selected photos.</source>
            <translation>Finden, was den gewählten Fotos ähnelt.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Folders as albums…</source>
            <translation>Ordner als Alben …</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Forget the selected albums; their photos stay where they are.</source>
            <translation>Die gewählten Alben vergessen; ihre Fotos bleiben, wo sie sind.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Forward</source>
            <translation>Vor</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Full screen</source>
            <translation>Vollbild</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Give the album another name.</source>
            <translation>Dem Album einen anderen Namen geben.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Give the window the whole screen.</source>
            <translation>Dem Fenster den ganzen Bildschirm geben.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Go to the page before this one.</source>
            <translation>Zur Seite davor gehen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Go to the page that was left.</source>
            <translation>Zu der Seite gehen, die verlassen wurde.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Help</source>
            <translation>Hilfe</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>History</source>
            <translation>Verlauf</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Import albums…</source>
            <translation>Alben importieren …</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Keep both</source>
            <translation>Beide behalten</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Keep these photos; they are not offered again.</source>
            <translation>Diese Fotos behalten; sie werden nicht wieder vorgeschlagen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Keep this one</source>
            <translation>Dieses behalten</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Keep this photo rather than the others.</source>
            <translation>Dieses Foto statt der anderen behalten.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Keyboard shortcuts</source>
            <translation>Tastenkürzel</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Leave</source>
            <translation>Verlassen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Library</source>
            <translation>Bibliothek</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Look for new and changed photos.</source>
            <translation>Nach neuen und geänderten Fotos sehen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Look-alikes</source>
            <translation>Ähnliche</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Make an album and type its name.</source>
            <translation>Ein Album anlegen und seinen Namen eingeben.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Make an album of each subfolder of a folder.</source>
            <translation>Aus jedem Unterordner eines Ordners ein Album machen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Make an album of these photos</source>
            <translation>Aus diesen Fotos ein Album machen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Map of look-alikes</source>
            <translation>Karte der Ähnlichen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>New album</source>
            <translation>Neues Album</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Not duplicates</source>
            <translation>Keine Duplikate</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Not this</source>
            <translation>Das nicht</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Open the folder this photo is in.</source>
            <translation>Den Ordner öffnen, in dem dieses Foto liegt.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Pause</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Pause the search, or resume it.</source>
            <translation>Die Suche anhalten oder fortsetzen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Photo</source>
            <translation>Foto</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Photos of which there is more than one.</source>
            <translation>Fotos, die es mehr als einmal gibt.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Photos that look alike but are no copies.</source>
            <translation>Fotos, die ähnlich aussehen, aber keine Kopien sind.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Photos that you put together, to teach photohash.</source>
            <translation>Fotos, die du zusammengestellt hast, um photohash anzulernen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Put all photos of this cluster into a new album.</source>
            <translation>Alle Fotos dieser Gruppe in ein neues Album aufnehmen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Put away…</source>
            <translation>Wegräumen …</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Put the photo's path on the clipboard.</source>
            <translation>Den Pfad des Fotos in die Zwischenablage legen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Quit photohash</source>
            <translation>photohash beenden</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Read albums from a CSV file, or from folders of photos or of links to them.</source>
            <translation>Alben aus einer CSV-Datei lesen oder aus Ordnern mit Fotos oder Verknüpfungen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Read how photohash works and what it promises.</source>
            <translation>Nachlesen, wie photohash arbeitet und was es verspricht.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Redo</source>
            <translation>Wiederholen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Remove album</source>
            <translation>Album entfernen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Remove every tick.</source>
            <translation>Alle Haken entfernen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Remove from album</source>
            <translation>Aus dem Album nehmen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Rename album</source>
            <translation>Album umbenennen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Review…</source>
            <translation>Durchsehen …</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Rules for what is kept…</source>
            <translation>Regeln, was bleibt …</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Search by a picture…</source>
            <translation>Mit einem Bild suchen …</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Search by the copied picture</source>
            <translation>Mit dem kopierten Bild suchen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Search by the selected photos as well.</source>
            <translation>Auch mit den gewählten Fotos suchen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>See all clusters of look-alikes at a glance.</source>
            <translation>Alle Cluster ähnlicher Fotos auf einen Blick sehen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>See this photo among those that look alike, and what is near.</source>
            <translation>Dieses Foto unter den ähnlichen sehen, und was in der Nähe ist.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Select all groups</source>
            <translation>Alle Gruppen auswählen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Select every group shown.</source>
            <translation>Jede gezeigte Gruppe auswählen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Settings…</source>
            <translation>Einstellungen …</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Show every shortcut, and change it.</source>
            <translation>Alle Tastenkürzel zeigen und ändern.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Show in folder</source>
            <translation>Im Ordner zeigen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Show on the map</source>
            <translation>Auf der Karte zeigen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Show only what has this text in a path.</source>
            <translation>Nur zeigen, was diesen Text in einem Pfad hat.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Show the photo on the whole screen, with zoom.</source>
            <translation>Das Foto auf dem ganzen Bildschirm zeigen, mit Zoom.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Show the selected photos large, beside each other.</source>
            <translation>Die gewählten Fotos groß nebeneinander zeigen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Show this photo and what is like it.</source>
            <translation>Dieses Foto und Ähnliches zeigen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Show what would happen to each ticked photo. Nothing is touched yet.</source>
            <translation>Zeigen, was mit jedem angehakten Foto geschähe. Noch wird nichts angerührt.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Show what would happen to these photos, before anything is touched.</source>
            <translation>Zeigen, was mit diesen Fotos geschähe, bevor etwas angerührt wird.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Similar</source>
            <translation>Ähnlich</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Stop</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Take the selected photos out of the album; the photos themselves stay.</source>
            <translation>Die gewählten Fotos aus dem Album nehmen; die Fotos selbst bleiben.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Take the ticks of what is selected away.</source>
            <translation>Die Haken des Ausgewählten entfernen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Teach photohash…</source>
            <translation>Anlernen …</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>These photos are different ones; they are not offered again.</source>
            <translation>Diese Fotos sind verschieden; sie werden nicht wieder vorgeschlagen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>This photo belongs to the album. Enter does too.</source>
            <translation>Dieses Foto gehört in das Album. Die Eingabetaste tut es auch.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>This photo does not belong to the album.</source>
            <translation>Dieses Foto gehört nicht in das Album.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>This suggestion and all before it belong to the album.</source>
            <translation>Dieser Vorschlag und alle davor gehören in das Album.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Tick all but the largest</source>
            <translation>Alle außer den größten anhaken</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Tick all but the newest</source>
            <translation>Alle außer den neuesten anhaken</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Tick all but the oldest</source>
            <translation>Alle außer den ältesten anhaken</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Tick all in a folder…</source>
            <translation>Alle in einem Ordner anhaken …</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Tick all photos in one folder.</source>
            <translation>Alle Fotos in einem Ordner anhaken.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Tick all photos of each group but the file that was changed first.</source>
            <translation>Alle Fotos jeder Gruppe anhaken außer der zuerst geänderten Datei.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Tick all photos of each group but the file that was changed last.</source>
            <translation>Alle Fotos jeder Gruppe anhaken außer der zuletzt geänderten Datei.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Tick all photos of each group but the one with the most pixels.</source>
            <translation>Alle Fotos jeder Gruppe anhaken außer dem mit den meisten Pixeln.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Tick identical, re-encoded and resized copies, and nothing else.</source>
            <translation>Identische, neu gespeicherte und verkleinerte Kopien anhaken, sonst nichts.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Tick or untick</source>
            <translation>Haken setzen oder entfernen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Tick safe copies</source>
            <translation>Sichere Kopien anhaken</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Train a model of your own from the selected albums, or all.</source>
            <translation>Aus den gewählten oder allen Alben ein eigenes Modell trainieren.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Undo selected</source>
            <translation>Auswahl zurücknehmen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Undo what is selected in the history or among the decisions.</source>
            <translation>Rückgängig machen, was im Verlauf oder unter den Entscheidungen gewählt ist.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Undo what was done last, whatever it was.</source>
            <translation>Das zuletzt Getane rückgängig machen, was immer es war.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Untick</source>
            <translation>Haken entfernen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Untick all</source>
            <translation>Alle Haken entfernen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>View</source>
            <translation>Ansicht</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>View large</source>
            <translation>Groß ansehen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>What was done to your photos.</source>
            <translation>Was mit den Fotos geschehen ist.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>What you said of your photos.</source>
            <translation>Was über die Fotos entschieden wurde.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Window</source>
            <translation>Fenster</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Write the groups shown into a CSV or HTML file.</source>
            <translation>Die gezeigten Gruppen in eine CSV- oder HTML-Datei schreiben.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/commands.py" />
            <source>Write the selected albums, or all, into a CSV file or a folder of links.</source>
            <translation>Die gewählten oder alle Alben in eine CSV-Datei oder einen Ordner mit Verknüpfungen schreiben.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/control_guard.py" />
            <source>Clear</source>
            <translation>Leeren</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/adopting.py" />
            <source>Continue</source>
            <translation>Fortsetzen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/adopting.py" />
            <source>Do not adopt</source>
            <translation>Nicht übernehmen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/adopting.py" />
            <source>Every photo was looked at: look-alikes now use the model “{model}”.</source>
            <translation>Jedes Foto ist angesehen: Ähnliche Fotos richten sich jetzt nach dem Modell „{model}“.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/adopting.py" />
            <source>Look-alikes use the model “{model}” again.</source>
            <translation>Ähnliche Fotos richten sich wieder nach dem Modell „{model}“.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/adopting.py" />
            <source>Your new model looks at every photo: {far}.</source>
            <translation>Dein neues Modell sieht sich jedes Foto an: {far}.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/adopting.py" />
            <source>Your new model waits: {far} photos have their code.</source>
            <translation>Dein neues Modell wartet: {far} Fotos haben ihren Code.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/adopting.py" />
            <source>{done} of {total}</source>
            <translation>{done} von {total}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/album_exchange.py" />
            <source>As a table (CSV)…</source>
            <translation>Als Tabelle (CSV) …</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/album_exchange.py" />
            <source>As folders of links…</source>
            <translation>Als Ordner mit Verknüpfungen …</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/album_exchange.py" />
            <source>Choose the folder that the albums are in</source>
            <translation>Ordner wählen, in dem die Alben liegen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/album_exchange.py" />
            <source>Choose where the folders of links are made</source>
            <translation>Wähle, wo die Ordner mit Verknüpfungen angelegt werden</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/album_exchange.py" />
            <source>Export albums</source>
            <translation>Alben exportieren</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/album_exchange.py" />
            <source>Folders as albums: choose the folder that they are in</source>
            <translation>Ordner als Alben: Wähle den Ordner, in dem sie liegen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/album_exchange.py" />
            <source>From a table (CSV)…</source>
            <translation>Aus einer Tabelle (CSV)…</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/album_exchange.py" />
            <source>From folders of links…</source>
            <translation>Aus Ordnern mit Verknüpfungen…</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/album_exchange.py" />
            <source>Import albums</source>
            <translation>Alben importieren</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/album_exchange.py" />
            <source>No album was found in it.</source>
            <translation>Darin wurde kein Album gefunden.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/album_exchange.py" />
            <source>Spreadsheet</source>
            <translation>Tabelle</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/album_exchange.py" />
            <source>Taking in of {albums}</source>
            <translation>Übernehmen von {albums}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/album_exchange.py" />
            <source>There are no folders with photos of the library in {folder}.</source>
            <translation>In {folder} gibt es keine Ordner mit Fotos der Bibliothek.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/album_exchange.py" />
            <source>{entries} could not be taken.</source>
            <translation>{entries} konnten nicht übernommen werden.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/album_exchange.py" />
            <source>{links} in {path}.</source>
            <translation>{links} in {path}.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/controllers/album_exchange.py" />
            <source>{n} entries</source>
            <translation>
                <numerusform>{n} Eintrag</numerusform>
                <numerusform>{n} Einträge</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/controllers/album_exchange.py" />
            <source>{n} links</source>
            <translation>
                <numerusform>{n} Verknüpfung</numerusform>
                <numerusform>{n} Verknüpfungen</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/album_exchange.py" />
            <source>{photos} added to {album}.</source>
            <translation>{photos} in {album} aufgenommen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/album_exchange.py" />
            <source>{photos} could not be linked.</source>
            <translation>{photos} konnten nicht verknüpft werden.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/album_exchange.py" />
            <source>{photos} written to {path}.</source>
            <translation>{photos} nach {path} geschrieben.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/album_filling.py" />
            <source>Add to {album}</source>
            <translation>In {album} aufnehmen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/album_filling.py" />
            <source>Adding of {photos} to {album}</source>
            <translation>Aufnehmen von {photos} in {album}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/album_filling.py" />
            <source>Already in {album}.</source>
            <translation>Schon in {album}.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/album_filling.py" />
            <source>Select photos first, then choose an album for them.</source>
            <translation>Wähle zuerst Fotos, dann ein Album für sie.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/albums.py" />
            <source>Add a few photos, and more like them are suggested here.</source>
            <translation>Nimm ein paar Fotos auf, dann werden hier ähnliche vorgeschlagen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/albums.py" />
            <source>New album {name}</source>
            <translation>Neues Album {name}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/albums.py" />
            <source>Nothing more to suggest. Photos in an album, and copies of them, are left out.</source>
            <translation>Nichts mehr vorzuschlagen. Fotos in einem Album und Kopien davon werden ausgelassen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/albums.py" />
            <source>Removing of {albums}</source>
            <translation>Entfernen von {albums}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/albums.py" />
            <source>Removing of {photos} from {album}</source>
            <translation>Herausnehmen von {photos} aus {album}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/albums.py" />
            <source>Renaming to {name}</source>
            <translation>Umbenennen in {name}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/albums.py" />
            <source>That failed because of a fault in photohash. Your photos were not touched.</source>
            <translation>Das ist an einem Fehler in photohash gescheitert. Die Fotos wurden nicht angerührt.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/albums.py" />
            <source>The album is called {name} now.</source>
            <translation>Das Album heißt jetzt {name}.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/albums.py" />
            <source>The album {name} was made.</source>
            <translation>Das Album {name} wurde angelegt.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/albums.py" />
            <source>There is an album {name} already. Choose another name.</source>
            <translation>Es gibt schon ein Album {name}. Wähle einen anderen Namen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/albums.py" />
            <source>{albums} removed. The photos stay where they are.</source>
            <translation>{albums} entfernt. Die Fotos bleiben, wo sie sind.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/albums.py" />
            <source>{photos} not of {album}</source>
            <translation>{photos} nicht in {album}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/albums.py" />
            <source>{photos} removed from {album}.</source>
            <translation>{photos} aus {album} genommen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/compare.py" />
            <source>Group {place} of {total}</source>
            <translation>Gruppe {place} von {total}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/compare.py" />
            <source>Select two or more photos to compare them.</source>
            <translation>Zum Vergleichen bitte zwei oder mehr Fotos wählen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/compare.py" />
            <source>These photos are no longer in the library.</source>
            <translation>Diese Fotos sind nicht mehr in der Bibliothek.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/compare.py" />
            <source>This is the first group.</source>
            <translation>Das ist die erste Gruppe.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/compare.py" />
            <source>This is the last group.</source>
            <translation>Das ist die letzte Gruppe.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/compare.py" />
            <source>{name} is not ticked any more.</source>
            <translation>{name} ist nicht mehr ausgewählt.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/compare.py" />
            <source>{name} is ticked.</source>
            <translation>{name} ist ausgewählt.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/compare.py" />
            <source>{number} photos</source>
            <translation>{number} Fotos</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/deciding.py" />
            <source>Keep all</source>
            <translation>Alle behalten</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/controllers/deciding.py" />
            <source>Keep all {n}</source>
            <translation>
                <numerusform>Das eine behalten ({n})</numerusform>
                <numerusform>Alle {n} behalten</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/deciding.py" />
            <source>Keep this one too</source>
            <translation>Dieses auch behalten</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/deciding.py" />
            <source>The last good copy of a group stays, as does what is protected or was so already.</source>
            <translation>Die letzte gute Kopie einer Gruppe bleibt, ebenso, was geschützt ist oder schon so war.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/controllers/deciding.py" />
            <source>The photos of {n} groups</source>
            <translation>
                <numerusform>Die Fotos von {n} Gruppe</numerusform>
                <numerusform>Die Fotos von {n} Gruppen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/controllers/deciding.py" />
            <source>The {n} photos with {name}</source>
            <translation>
                <numerusform>Das {n} Foto mit {name}</numerusform>
                <numerusform>Die {n} Fotos mit {name}</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/deciding.py" />
            <source>This group was out of sight. Choose the command once more to decide on it.</source>
            <translation>Diese Gruppe war nicht zu sehen. Wähle den Befehl noch einmal, um über sie zu entscheiden.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/deciding.py" />
            <source>Tick all photos in this folder</source>
            <translation>Alle Fotos in diesem Ordner anhaken</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/deciding.py" />
            <source>Tick of {name}</source>
            <translation>Haken bei {name}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/deciding.py" />
            <source>Unticking of {name}</source>
            <translation>Haken bei {name} entfernt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/deciding.py" />
            <source>{name} and the others of its group</source>
            <translation>{name} und die anderen seiner Gruppe</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/deciding.py" />
            <source>{name} is kept, whatever the rule says.</source>
            <translation>{name} bleibt, was auch immer die Regel sagt.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/deciding.py" />
            <source>{name} is kept.</source>
            <translation>{name} wird behalten.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/controllers/deciding.py" />
            <source>{n} photos are kept, whatever the rule says.</source>
            <translation>
                <numerusform>{n} Foto bleibt, was auch immer die Regel sagt.</numerusform>
                <numerusform>{n} Fotos bleiben, was auch immer die Regel sagt.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/controllers/deciding.py" />
            <source>{n} ticks</source>
            <translation>
                <numerusform>{n} Haken</numerusform>
                <numerusform>{n} Haken</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/deciding.py" />
            <source>{one} and {other}</source>
            <translation>{one} und {other}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/deciding.py" />
            <source>{photos} ticked</source>
            <translation>{photos} angehakt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/deciding.py" />
            <source>{subject} are all kept and no longer offered as duplicates.</source>
            <translation>{subject} bleiben alle und werden nicht mehr als Duplikate vorgeschlagen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/deciding.py" />
            <source>{subject} are no longer offered as duplicates.</source>
            <translation>{subject} werden nicht mehr als Duplikate vorgeschlagen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/deciding.py" />
            <source>{ticks} changed.</source>
            <translation>{ticks} geändert.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/decisions.py" />
            <source>{decisions} undone</source>
            <translation>{decisions} rückgängig gemacht</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/controllers/decisions.py" />
            <source>{n} decisions</source>
            <translation>
                <numerusform>{n} Entscheidung</numerusform>
                <numerusform>{n} Entscheidungen</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/exporting.py" />
            <source>Export the groups shown</source>
            <translation>Die gezeigten Gruppen exportieren</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/exporting.py" />
            <source>Web page with pictures</source>
            <translation>Webseite mit Bildern</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/exporting.py" />
            <source>Writing {groups}…</source>
            <translation>{groups} werden geschrieben …</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/exporting.py" />
            <source>copies.html</source>
            <translation>Kopien.html</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/exporting.py" />
            <source>its folder is not there</source>
            <translation>der Ordner ist nicht da</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/exporting.py" />
            <source>permission denied</source>
            <translation>Zugriff verweigert</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/exporting.py" />
            <source>the disk is full</source>
            <translation>die Platte ist voll</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/exporting.py" />
            <source>the drive can only be read</source>
            <translation>das Laufwerk lässt sich nur lesen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/exporting.py" />
            <source>{groups} written to {path}.</source>
            <translation>{groups} nach {path} geschrieben.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/exporting.py" />
            <source>{path} could not be written: {reason}.</source>
            <translation>{path} konnte nicht geschrieben werden: {reason}.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/file_browser.py" />
            <source>No file manager opened {path}.</source>
            <translation>Kein Dateimanager hat {path} geöffnet.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/file_browser.py" />
            <source>No program opened {path}.</source>
            <translation>Kein Programm hat {path} geöffnet.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/folders.py" />
            <source>Change of the folder {name}</source>
            <translation>Änderung am Ordner {name}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/folders.py" />
            <source>Leave out a folder</source>
            <translation>Einen Ordner auslassen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/folders.py" />
            <source>Leave out a folder in it…</source>
            <translation>Einen Ordner darin auslassen …</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/folders.py" />
            <source>Leave this folder out</source>
            <translation>Diesen Ordner auslassen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/folders.py" />
            <source>Open in the file manager</source>
            <translation>Im Dateimanager öffnen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/folders.py" />
            <source>Protect a folder</source>
            <translation>Einen Ordner schützen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/folders.py" />
            <source>Protect a folder in it…</source>
            <translation>Einen Ordner darin schützen …</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/folders.py" />
            <source>Protect no longer</source>
            <translation>Nicht mehr schützen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/folders.py" />
            <source>Protect: always keep its photos</source>
            <translation>Schützen: seine Fotos immer behalten</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/folders.py" />
            <source>Protected with {name}</source>
            <translation>Mit {name} geschützt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/folders.py" />
            <source>Remove a folder</source>
            <translation>Einen Ordner entfernen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/folders.py" />
            <source>Remove from the library</source>
            <translation>Aus der Bibliothek entfernen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/folders.py" />
            <source>Remove from the library…</source>
            <translation>Aus der Bibliothek entfernen …</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/folders.py" />
            <source>Remove {name} from the library?</source>
            <translation>{name} aus der Bibliothek entfernen?</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/folders.py" />
            <source>Show all photos</source>
            <translation>Alle Fotos zeigen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/folders.py" />
            <source>Show only this folder</source>
            <translation>Nur diesen Ordner zeigen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/folders.py" />
            <source>Stopped. Nothing was changed.</source>
            <translation>Beendet. Nichts wurde geändert.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/folders.py" />
            <source>Take this folder in again</source>
            <translation>Diesen Ordner wieder aufnehmen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/folders.py" />
            <source>The photos</source>
            <translation>Die Fotos</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/folders.py" />
            <source>Watch for new photos</source>
            <translation>Auf neue Fotos achten</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/folders.py" />
            <source>Watch no longer</source>
            <translation>Nicht mehr beobachten</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/folders.py" />
            <source>{chosen} is not in {folder}. Nothing was changed.</source>
            <translation>{chosen} liegt nicht in {folder}. Nichts wurde geändert.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/folders.py" />
            <source>{files} of {path} will leave the library. Nothing on the disk is changed: the photos stay where they are. What you decided about them is remembered, and holds again once the folder is back.</source>
            <translation>{files} aus {path}: nicht mehr in der Bibliothek. Auf der Platte ändert sich nichts: Die Fotos bleiben, wo sie sind. Was über sie entschieden wurde, bleibt gemerkt und gilt wieder, sobald der Ordner zurück ist.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/folders.py" />
            <source>{name} is in the library again.</source>
            <translation>{name} ist wieder in der Bibliothek.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/folders.py" />
            <source>{name} is left out of the library. Nothing on the disk was changed.</source>
            <translation>{name} ist aus der Bibliothek ausgelassen. Auf der Platte wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/folders.py" />
            <source>{name} is not protected any more.</source>
            <translation>{name} ist nicht mehr geschützt.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/folders.py" />
            <source>{name} is not watched; its photos are read when folders are checked again.</source>
            <translation>{name} wird nicht beobachtet; seine Fotos werden gelesen, wenn Ordner erneut geprüft werden.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/folders.py" />
            <source>{name} is protected: its photos are always kept.</source>
            <translation>{name} ist geschützt: seine Fotos bleiben immer.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/folders.py" />
            <source>{name} is watched: new photos are read by themselves.</source>
            <translation>{name} wird beobachtet: neue Fotos werden von selbst gelesen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/folders.py" />
            <source>{name} was removed from the library. Nothing on the disk was changed.</source>
            <translation>{name} wurde aus der Bibliothek entfernt. Auf der Platte wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/look_alike_finder.py" />
            <source>Looking for look-alikes, {percent} %</source>
            <translation>Ähnliche werden gesucht, {percent} %</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/look_alike_finder.py" />
            <source>Looking for look-alikes…</source>
            <translation>Ähnliche werden gesucht …</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/look_alike_pages.py" />
            <source>Not on the map</source>
            <translation>Nicht auf der Karte</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/look_alike_pages.py" />
            <source>This photo cannot be compared yet. Check its folder again.</source>
            <translation>Dieses Foto lässt sich noch nicht vergleichen. Bitte seinen Ordner erneut prüfen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/picture_search.py" />
            <source>Search by a picture</source>
            <translation>Mit einem Bild suchen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/picture_search.py" />
            <source>There are no photos to search yet. Add a folder first.</source>
            <translation>Noch gibt es keine Fotos zum Durchsuchen. Bitte erst einen Ordner hinzufügen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/picture_search.py" />
            <source>There is no picture on the clipboard. Copy one, or a picture file, and paste again.</source>
            <translation>In der Zwischenablage ist kein Bild. Bitte eines oder eine Bilddatei kopieren und noch einmal einfügen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/picture_search.py" />
            <source>photohash reads no pictures from the web. Copy the picture in the browser and paste it here.</source>
            <translation>photohash liest keine Bilder aus dem Netz. Bitte das Bild im Browser kopieren und hier einfügen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/put_away.py" />
            <source>Nothing was put away: only photos go of which a copy stays. Show in folder leads to the file.</source>
            <translation>Nichts wurde weggeräumt: Nur Fotos, von denen eine Kopie bleibt, können weg. „Im Ordner zeigen“ führt zur Datei.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/controllers/review.py" />
            <source>An earlier run was cut short. {n} files of it were finished or put back: see History.</source>
            <translation>
                <numerusform>Ein früherer Durchgang wurde abgebrochen. {n} Datei davon wurde fertiggestellt oder zurückgelegt: siehe Verlauf.</numerusform>
                <numerusform>Ein früherer Durchgang wurde abgebrochen. {n} Dateien davon wurden fertiggestellt oder zurückgelegt: siehe Verlauf.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/review.py" />
            <source>No photo is ticked, so there is nothing to review. Tick the photos that may go: click the box in the corner of a photo, or press Space.</source>
            <translation>Kein Foto ist angehakt, also gibt es nichts durchzusehen. Bitte die Fotos anhaken, die weg dürfen: das Kästchen in der Ecke eines Fotos anklicken oder die Leertaste drücken.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/review.py" />
            <source>That failed because of a fault in photohash. What was done is in the history and can be undone.</source>
            <translation>Das ist an einem Fehler in photohash gescheitert. Was schon geschehen ist, steht im Verlauf und kann rückgängig gemacht werden.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/review.py" />
            <source>Undone: {step}</source>
            <translation>Rückgängig gemacht: {step}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/scan.py" />
            <source> and </source>
            <translation> und </translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/scan.py" />
            <source>Stopped. Everything read so far is kept.</source>
            <translation>Beendet. Alles bisher Gelesene bleibt.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/scan.py" />
            <source>The search failed because of a fault in photohash. Your photos were not touched.</source>
            <translation>Die Suche ist an einem Fehler in photohash gescheitert. Die Fotos wurden nicht angerührt.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/scan.py" />
            <source>Try again</source>
            <translation>Noch einmal versuchen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/scan.py" />
            <source>{folders} comes next, when this search is done.</source>
            <translation>{folders} kommt als Nächstes, wenn diese Suche fertig ist.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/scan.py" />
            <source>{folders}. Nothing was searched there.</source>
            <translation>{folders}. Dort wurde nichts durchsucht.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/similar.py" />
            <source>Open a photo first. What is like it can then be added to the search.</source>
            <translation>Bitte erst ein Foto öffnen. Was ihm ähnelt, kann dann zur Suche hinzukommen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/similar.py" />
            <source>Search by one picture at a time: not all of these are in the library.</source>
            <translation>Bitte mit einem Bild auf einmal suchen: nicht alle sind in der Bibliothek.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/similar.py" />
            <source>Select one or more photos first; then find what is like them.</source>
            <translation>Bitte erst ein oder mehrere Fotos wählen, dann Ähnliches finden.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/similar.py" />
            <source>Select photos to add first: click them with Ctrl held.</source>
            <translation>Bitte erst Fotos zum Hinzufügen wählen: mit gedrückter Strg-Taste anklicken.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/similar.py" />
            <source>The search failed because of a fault in photohash. The log has the details.</source>
            <translation>Die Suche ist an einem Fehler in photohash gescheitert. Einzelheiten stehen im Protokoll.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/similar.py" />
            <source>This photo is no longer in the library.</source>
            <translation>Dieses Foto ist nicht mehr in der Bibliothek.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/teaching.py" />
            <source>Cancel the training?</source>
            <translation>Das Anlernen abbrechen?</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/teaching.py" />
            <source>Cancel training</source>
            <translation>Anlernen abbrechen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/teaching.py" />
            <source>Discard</source>
            <translation>Verwerfen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/teaching.py" />
            <source>Discard the better model?</source>
            <translation>Das bessere Modell verwerfen?</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/teaching.py" />
            <source>Discard this training?</source>
            <translation>Dieses Anlernen verwerfen?</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/teaching.py" />
            <source>It would have to be learnt again. Look-alikes go on being told as they are now.</source>
            <translation>Es müsste neu angelernt werden. Ähnliche werden weiter so erkannt wie jetzt.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/teaching.py" />
            <source>Keep it</source>
            <translation>Behalten</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/teaching.py" />
            <source>Keep training</source>
            <translation>Weiter trainieren</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/teaching.py" />
            <source>Moved from {album} to {other}</source>
            <translation>Von {album} nach {other} verschoben</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/teaching.py" />
            <source>Show</source>
            <translation>Zeigen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/teaching.py" />
            <source>Taken out of {album}</source>
            <translation>Aus {album} herausgenommen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/teaching.py" />
            <source>Teach photohash</source>
            <translation>photohash anlernen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/teaching.py" />
            <source>Teaching photohash from your albums</source>
            <translation>photohash lernt aus deinen Alben</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/teaching.py" />
            <source>Training did not go on</source>
            <translation>Das Anlernen ging nicht weiter</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/teaching.py" />
            <source>Training is paused</source>
            <translation>Das Anlernen pausiert</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/teaching.py" />
            <source>Training was interrupted</source>
            <translation>Das Anlernen wurde unterbrochen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/teaching.py" />
            <source>What was learnt so far is thrown away. Your photos and albums stay as they are.</source>
            <translation>Was bisher gelernt wurde, wird verworfen. Deine Fotos und Alben bleiben, wie sie sind.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/teaching.py" />
            <source>Your model is ready to be looked at</source>
            <translation>Dein Modell ist fertig und kann angesehen werden</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/training.py" />
            <source>Training cannot be started: {reason}.</source>
            <translation>Das Anlernen lässt sich nicht starten: {reason}.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/training.py" />
            <source>Training ended because of a fault in photohash. {file} has the details.</source>
            <translation>Das Anlernen endete wegen eines Fehlers in photohash. In {file} steht Näheres.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/training.py" />
            <source>Training failed. The log has the details.</source>
            <translation>Das Anlernen ist gescheitert. Im Protokoll steht Näheres.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/undo.py" />
            <source>Done again: {step}</source>
            <translation>Wiederholt: {step}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/undo.py" />
            <source>Keep all of {photos}</source>
            <translation>Alle behalten: {photos}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/undo.py" />
            <source>Keep {name}</source>
            <translation>{name} behalten</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/undo.py" />
            <source>Keep {photos}</source>
            <translation>{photos} behalten</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/undo.py" />
            <source>Not duplicates of {photos}</source>
            <translation>Keine Duplikate: {photos}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/undo.py" />
            <source>Notes beside photos</source>
            <translation>Anmerkungen neben Fotos</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/undo.py" />
            <source>Redo: {step}</source>
            <translation>Wiederholen: {step}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/undo.py" />
            <source>Undo: {step}</source>
            <translation>Rückgängig: {step}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/undo.py" />
            <source>{step}: this is not done again by itself. Files are moved only after a review.</source>
            <translation>{step}: Das wird nicht von selbst wiederholt. Dateien werden nur nach einer Durchsicht verschoben.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/watching.py" />
            <source>Looking at what has changed</source>
            <translation>Änderungen werden angesehen</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/controllers/watching.py" />
            <source>Read {n} new photos just now</source>
            <translation>
                <numerusform>Gerade {n} neues Foto gelesen</numerusform>
                <numerusform>Gerade {n} neue Fotos gelesen</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/controllers/watching.py" />
            <source>Stopped. {how_far}</source>
            <translation>Beendet. {how_far}</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/controllers/watching.py" />
            <source>Watching {n} folders</source>
            <translation>
                <numerusform>{n} Ordner wird beobachtet</numerusform>
                <numerusform>{n} Ordner werden beobachtet</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/compare.py" />
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/error_report.py" />
            <source>A fault in photohash</source>
            <translation>Ein Fehler in photohash</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/error_report.py" />
            <source>Copy details</source>
            <translation>Einzelheiten kopieren</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/error_report.py" />
            <source>Details of the fault</source>
            <translation>Einzelheiten des Fehlers</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/error_report.py" />
            <source>Something went wrong in photohash</source>
            <translation>In photohash ist etwas schiefgegangen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/error_report.py" />
            <source>This is a fault in the program, not in your photos. What was read so far is kept; what was done to files, if anything, is in the history and can be undone. The details below are in the log too; they help whoever repairs it.</source>
            <translation>Das ist ein Fehler im Programm, nicht in den Fotos. Alles bisher Gelesene bleibt; was mit Dateien geschehen ist, steht im Verlauf und kann rückgängig gemacht werden. Die Einzelheiten unten stehen auch im Protokoll; sie helfen bei der Reparatur.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/help.py" />
            <source>Document</source>
            <translation>Dokument</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/help.py" />
            <source>Documents</source>
            <translation>Dokumente</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/models.py" />
            <source>A model turns a photo into a short code. Photos with codes that are near one another look alike.</source>
            <translation>Ein Modell macht aus einem Foto einen kurzen Code. Fotos mit ähnlichen Codes sehen sich ähnlich.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/models.py" />
            <source>Choose a model</source>
            <translation>Ein Modell wählen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/models.py" />
            <source>Choose a model in one file, or the card of a model directory. All files are checked first.</source>
            <translation>Wähle ein Modell in einer Datei oder die Karte eines Modellordners. Alle Dateien werden zuerst geprüft.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/models.py" />
            <source>Delete its files and the codes made with it from the library.</source>
            <translation>Seine Dateien und die Codes, die es gemacht hat, aus der Bibliothek löschen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/models.py" />
            <source>Export a model</source>
            <translation>Ein Modell exportieren</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/models.py" />
            <source>Export {model}</source>
            <translation>{model} exportieren</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/models.py" />
            <source>Go back to {model}</source>
            <translation>Zurück zu {model}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/models.py" />
            <source>Import a model…</source>
            <translation>Modell importieren …</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/models.py" />
            <source>It comes with photohash and stays.</source>
            <translation>Es gehört zu photohash und bleibt.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/models.py" />
            <source>It is in use; choose another model first.</source>
            <translation>Es ist in Gebrauch; bitte erst ein anderes Modell wählen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/models.py" />
            <source>Its name:</source>
            <translation>Sein Name:</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/models.py" />
            <source>Look-alikes use that model again, at once: its codes were kept.</source>
            <translation>Ähnliche Fotos richten sich sofort wieder nach diesem Modell: Seine Codes wurden behalten.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/models.py" />
            <source>Models</source>
            <translation>Modelle</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/models.py" />
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/models.py" />
            <source>Remove {model}</source>
            <translation>{model} entfernen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/models.py" />
            <source>Rename a model</source>
            <translation>Ein Modell umbenennen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/models.py" />
            <source>Rename {model}</source>
            <translation>{model} umbenennen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/models.py" />
            <source>Rename…</source>
            <translation>Umbenennen …</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/models.py" />
            <source>{model} is now in {folder}.</source>
            <translation>{model} liegt jetzt in {folder}.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/models.py" />
            <source>{model} was imported.</source>
            <translation>{model} wurde importiert.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/models.py" />
            <source>{model} was removed.</source>
            <translation>{model} wurde entfernt.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/models.py" />
            <source>{old} is called {new} now.</source>
            <translation>{old} heißt jetzt {new}.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/review.py" />
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/review.py" />
            <source>Checking {photos}</source>
            <translation>{photos} werden geprüft</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/review.py" />
            <source>Closing this window does not stop it.</source>
            <translation>Das Schließen dieses Fensters beendet es nicht.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/review.py" />
            <source>Each one and the photo kept in its place, if there is one, are read again.</source>
            <translation>Jedes wird noch einmal gelesen, und das Foto, das an seiner Stelle bleibt, wenn es eines gibt.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/review.py" />
            <source>Every file goes back to where it was.</source>
            <translation>Jede Datei kommt dorthin zurück, wo sie war.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/review.py" />
            <source>Everything is back in its place</source>
            <translation>Alles ist wieder an seinem Platz</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/review.py" />
            <source>It could not be done</source>
            <translation>Es ging nicht</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/review.py" />
            <source>No file was touched.</source>
            <translation>Keine Datei wurde angerührt.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/review.py" />
            <source>No file was touched. The reasons are below.</source>
            <translation>Keine Datei wurde angerührt. Die Gründe stehen unten.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/review.py" />
            <source>Nothing can be done</source>
            <translation>Nichts zu machen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/review.py" />
            <source>Nothing was changed</source>
            <translation>Nichts wurde geändert</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/review.py" />
            <source>Progress</source>
            <translation>Fortschritt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/review.py" />
            <source>Putting {photos} away</source>
            <translation>{photos} werden weggeräumt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/review.py" />
            <source>Review</source>
            <translation>Durchsicht</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/review.py" />
            <source>Save metadata found only in the copies to the kept photo's .xmp file</source>
            <translation>Metadaten, die nur die Kopien haben, in der .xmp-Datei des behaltenen Fotos sichern</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/review.py" />
            <source>Stopped: the others were not touched and are still ticked.</source>
            <translation>Beendet: die anderen wurden nicht angerührt und sind noch angehakt.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/review.py" />
            <source>Stopped; the rest stays as it was done</source>
            <translation>Beendet; der Rest bleibt, wie er ist</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/dialogs/review.py" />
            <source>These {n} photos are all copies that there are, and no copy stays: {names}.</source>
            <translation>
                <numerusform>Von {n} Foto sind alle Kopien ausgewählt, und keine bleibt: {names}.</numerusform>
                <numerusform>Diese {n} Fotos sind alle Kopien, die es gibt, und keine bleibt: {names}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/dialogs/review.py" />
            <source>These {n} photos have copies that the strictness leaves out, so nobody makes sure that they stay: {names}.</source>
            <translation>
                <numerusform>{n} Foto hat eine Kopie, die die Strenge auslässt; niemand prüft, dass sie bleibt: {names}.</numerusform>
                <numerusform>Diese {n} Fotos haben Kopien, die die Strenge auslässt; niemand prüft, dass sie bleiben: {names}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/dialogs/review.py" />
            <source>These {n} photos have no copy in your library: {names}.</source>
            <translation>
                <numerusform>{n} Foto hat keine Kopie in deiner Bibliothek: {names}.</numerusform>
                <numerusform>Diese {n} Fotos haben keine Kopie in deiner Bibliothek: {names}.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/review.py" />
            <source>Undoing</source>
            <translation>Wird rückgängig gemacht</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/review.py" />
            <source>{files} could not be undone</source>
            <translation>{files} nicht rückgängig zu machen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/review.py" />
            <source>{names} and {n} more</source>
            <translation>{names} und {n} weitere</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/dialogs/review.py" />
            <source>{n} photos could not be put away and are still ticked.</source>
            <translation>
                <numerusform>{n} Foto konnte nicht weggeräumt werden und ist noch angehakt.</numerusform>
                <numerusform>{n} Fotos konnten nicht weggeräumt werden und sind noch angehakt.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/dialogs/review.py" />
            <source>{n} photos could not be put away and stay where they are.</source>
            <translation>
                <numerusform>{n} Foto konnte nicht weggeräumt werden und bleibt, wo es ist.</numerusform>
                <numerusform>{n} Fotos konnten nicht weggeräumt werden und bleiben, wo sie sind.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/dialogs/review.py" />
            <source>{n} photos stay as they are: see below.</source>
            <translation>
                <numerusform>{n} Foto bleibt, wie es ist: siehe unten.</numerusform>
                <numerusform>{n} Fotos bleiben, wie sie sind: siehe unten.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/review.py" />
            <source>{photos} back, with the same bytes, times and permissions as before.</source>
            <translation>{photos} zurück, mit denselben Bytes, Zeiten und Rechten wie zuvor.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/review.py" />
            <source>{size} {freed}.</source>
            <translation>{size} {freed}.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/review.py" />
            <source>{size} {freed}. Nothing is touched yet.</source>
            <translation>{size} {freed}. Noch wird nichts angerührt.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/rules.py" />
            <source>Add</source>
            <translation>Hinzufügen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/rules.py" />
            <source>All rules</source>
            <translation>Alle Regeln</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/rules.py" />
            <source>Alt with an arrow moves a rule, Delete takes it out.</source>
            <translation>Alt mit einem Pfeil verschiebt eine Regel, Entf nimmt sie heraus.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/rules.py" />
            <source>Down</source>
            <translation>Ab</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/rules.py" />
            <source>In {decided} of {groups} this chooses which photo stays; {left} left to you. {changes}.</source>
            <translation>In {decided} von {groups} wählt das, welches Foto bleibt; {left} noch zu entscheiden. {changes}.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/rules.py" />
            <source>Keep the photos in this folder</source>
            <translation>Die Fotos in diesem Ordner behalten</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/rules.py" />
            <source>No rule yet: the best picture of each group is kept.</source>
            <translation>Noch keine Regel: das beste Bild jeder Gruppe wird behalten.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/rules.py" />
            <source>Rules for what is kept</source>
            <translation>Regeln, was bleibt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/rules.py" />
            <source>Rules in the order in which they count</source>
            <translation>Regeln in der Reihenfolge, in der sie zählen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/rules.py" />
            <source>Rules to add</source>
            <translation>Regeln zum Hinzufügen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/rules.py" />
            <source>Rules used, in this order</source>
            <translation>Regeln der Reihe nach</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/rules.py" />
            <source>The best picture stays in each of {groups}. {changes}.</source>
            <translation>In jeder von {groups} bleibt das beste Bild. {changes}.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/rules.py" />
            <source>The first rule counts first; where it does not tell, the next one does, and at last the best picture. A photo that holds more than the one kept always stays beside it.</source>
            <translation>Die erste Regel zählt zuerst; wo sie nichts entscheidet, die nächste, und zuletzt das beste Bild. Ein Foto, das mehr enthält als das behaltene, bleibt immer daneben.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/rules.py" />
            <source>Up</source>
            <translation>Auf</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/rules.py" />
            <source>Use these rules</source>
            <translation>Diese Regeln nehmen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/rules.py" />
            <source>Working out what they come to…</source>
            <translation>Es wird ausgerechnet, was sie ergeben …</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/dialogs/rules.py" />
            <source>{n} are</source>
            <translation>
                <numerusform>{n} ist</numerusform>
                <numerusform>{n} sind</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/dialogs/rules.py" />
            <source>{n} ticks change</source>
            <translation>
                <numerusform>{n} Haken ändert sich</numerusform>
                <numerusform>{n} Haken ändern sich</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/settings.py" />
            <source>Finding copies</source>
            <translation>Kopien finden</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/settings.py" />
            <source>General</source>
            <translation>Allgemein</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/settings.py" />
            <source>Sections of the settings</source>
            <translation>Abschnitte der Einstellungen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/settings.py" />
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/settings.py" />
            <source>With this model: codes that differ in at most {radius} of {bits} bits are compared.</source>
            <translation>Bei diesem Modell: Verglichen werden Codes, die sich in höchstens {radius} von {bits} Bits unterscheiden.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/settings.py" />
            <source>{title}: lets 1 in {pairs} unrelated pairs through</source>
            <translation>{title}: lässt 1 von {pairs} fremden Paaren durch</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/shortcuts.py" />
            <source>Along a group</source>
            <translation>Innerhalb einer Gruppe</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/shortcuts.py" />
            <source>Changed. It holds at once, in menus and tips too.</source>
            <translation>Geändert. Es gilt sofort, auch in Menüs und Hinweisen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/shortcuts.py" />
            <source>Choose the field below and press the new keys; empty it for none.</source>
            <translation>In das Feld unten gehen und die neuen Tasten drücken; leeren, wenn es keine geben soll.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/shortcuts.py" />
            <source>Command</source>
            <translation>Befehl</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/shortcuts.py" />
            <source>Commands and their keys</source>
            <translation>Befehle und ihre Tasten</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/shortcuts.py" />
            <source>Enter</source>
            <translation>Eingabe</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/shortcuts.py" />
            <source>Every command has its usual keys again.</source>
            <translation>Alle Befehle haben wieder ihre üblichen Tasten.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/shortcuts.py" />
            <source>Find a command or keys</source>
            <translation>Befehl oder Tasten suchen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/shortcuts.py" />
            <source>In lists of photos</source>
            <translation>In Listen von Fotos</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/shortcuts.py" />
            <source>It has its usual keys again.</source>
            <translation>Er hat wieder seine üblichen Tasten.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/shortcuts.py" />
            <source>Keys</source>
            <translation>Tasten</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/shortcuts.py" />
            <source>Left, Right</source>
            <translation>Links, Rechts</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/shortcuts.py" />
            <source>New keys of the chosen command</source>
            <translation>Neue Tasten des gewählten Befehls</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/shortcuts.py" />
            <source>Next or previous group</source>
            <translation>Nächste oder vorige Gruppe</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/shortcuts.py" />
            <source>Nothing matches</source>
            <translation>Nichts passt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/shortcuts.py" />
            <source>Open the photo</source>
            <translation>Das Foto öffnen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/shortcuts.py" />
            <source>Plain keys are for lists and for typing: take Ctrl, Alt or a function key with them.</source>
            <translation>Einfache Tasten gehören den Listen und dem Schreiben: bitte mit Strg, Alt oder als Funktionstaste.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/shortcuts.py" />
            <source>Press new keys</source>
            <translation>Neue Tasten drücken</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/shortcuts.py" />
            <source>Reset</source>
            <translation>Zurücksetzen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/shortcuts.py" />
            <source>Reset all</source>
            <translation>Alle zurücksetzen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/shortcuts.py" />
            <source>Space</source>
            <translation>Leertaste</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/shortcuts.py" />
            <source>Take them over</source>
            <translation>Übernehmen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/shortcuts.py" />
            <source>These keys belong to the list itself and stay as they are.</source>
            <translation>Diese Tasten gehören zur Liste selbst und bleiben, wie sie sind.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/shortcuts.py" />
            <source>Tick or untick the photo</source>
            <translation>Das Foto anhaken oder nicht</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/shortcuts.py" />
            <source>Up, Down</source>
            <translation>Auf, Ab</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/shortcuts.py" />
            <source>none</source>
            <translation>keine</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/shortcuts.py" />
            <source>{keys} (changed)</source>
            <translation>{keys} (geändert)</translation>
        </message>
        <message>
            <location filename="../../photohash/app/dialogs/shortcuts.py" />
            <source>{keys} already belongs to “{command}”.</source>
            <translation>{keys} gehört schon zu „{command}“.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/folder_drop.py" />
            <source>Drop folders to search them</source>
            <translation>Ordner zum Durchsuchen ablegen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/folder_drop.py" />
            <source>Drop the picture to search by it</source>
            <translation>Das Bild ablegen, um damit zu suchen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/folder_tree.py" />
            <source>Enter shows only the photos of a folder, and all again.</source>
            <translation>Eingabe zeigt nur die Fotos eines Ordners, und wieder alle.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/folder_tree.py" />
            <source>Folders</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <location filename="../../photohash/app/folder_tree.py" />
            <source>Only in {folder}</source>
            <translation>Nur in {folder}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/folder_tree.py" />
            <source>left out</source>
            <translation>ausgenommen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/folder_tree.py" />
            <source>offline</source>
            <translation>nicht angeschlossen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/job_bar.py" />
            <source>Close this message</source>
            <translation>Diese Meldung schließen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/job_bar.py" />
            <source>Done</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <location filename="../../photohash/app/job_bar.py" />
            <source>Notice</source>
            <translation>Hinweis</translation>
        </message>
        <message>
            <location filename="../../photohash/app/job_bar.py" />
            <source>Progress of the work under way</source>
            <translation>Fortschritt der laufenden Arbeit</translation>
        </message>
        <message>
            <location filename="../../photohash/app/job_bar.py" />
            <source>Warning</source>
            <translation>Warnung</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>A part of the picture.</source>
            <translation>Ein Teil des Bildes.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>All photos are read, and not all pairs of them compared yet.</source>
            <translation>Alle Fotos sind gelesen, aber noch nicht alle Paare verglichen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>Another frame of the same burst.</source>
            <translation>Ein anderes Bild derselben Serie.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>Captured</source>
            <translation>Aufgenommen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>Copied picture</source>
            <translation>Kopiertes Bild</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>Crop or whole photo</source>
            <translation>Ausschnitt oder ganzes Foto</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>Damaged or undamaged</source>
            <translation>Beschädigt oder unbeschädigt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>Description</source>
            <translation>Beschreibung</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>Earlier or later save</source>
            <translation>Früher oder später gespeichert</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>Edited or unedited</source>
            <translation>Bearbeitet oder unbearbeitet</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>Exactly the same picture in a different file.</source>
            <translation>Genau dasselbe Bild in einer anderen Datei.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>Keywords</source>
            <translation>Stichwörter</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>Larger or smaller</source>
            <translation>Größer oder kleiner</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>Looks alike, but is no copy.</source>
            <translation>Sieht ähnlich aus, ist aber keine Kopie.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>Not all folders were looked through yet.</source>
            <translation>Noch sind nicht alle Ordner durchgesehen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>People</source>
            <translation>Personen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>Place</source>
            <translation>Ort</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>Rating</source>
            <translation>Bewertung</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>The picture as it was. The other photo was edited.</source>
            <translation>Das Bild, wie es war. Das andere Foto wurde bearbeitet.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>The raw file and the JPEG of one shot.</source>
            <translation>Die Raw-Datei und das JPEG einer Aufnahme.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>The same file, but bytes of it were lost or changed.</source>
            <translation>Dieselbe Datei, aber Bytes daraus gingen verloren oder wurden verändert.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>The same file, byte for byte.</source>
            <translation>Dieselbe Datei, Byte für Byte.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>The same picture at another size.</source>
            <translation>Dasselbe Bild in anderer Größe.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>The same picture with changed colours, text or a border.</source>
            <translation>Dasselbe Bild mit anderen Farben, Text oder Rand.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>The same picture with more pixels.</source>
            <translation>Dasselbe Bild mit mehr Pixeln.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>The same picture, flipped.</source>
            <translation>Dasselbe Bild, gespiegelt.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>The same picture, saved again with other compression.</source>
            <translation>Dasselbe Bild, mit anderer Kompression neu gespeichert.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>The same picture, turned.</source>
            <translation>Dasselbe Bild, gedreht.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>The same picture. The other file was saved from it.</source>
            <translation>Dasselbe Bild. Die andere Datei wurde daraus gespeichert.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>The still of a live photo.</source>
            <translation>Das Standbild eines Live-Fotos.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>The whole file. The other one is damaged.</source>
            <translation>Die unbeschädigte Datei. Die andere ist beschädigt.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>The whole picture. The other photo is a part of it.</source>
            <translation>Das ganze Bild. Das andere Foto ist ein Teil davon.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>burst</source>
            <translation>Serie</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>cropped</source>
            <translation>beschnitten</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>d MMM yyyy, HH:mm</source>
            <translation>d. MMM yyyy, HH:mm</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>d MMM, HH:mm</source>
            <translation>d. MMM, HH:mm</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>d MMMM yyyy</source>
            <translation>d. MMMM yyyy</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>d MMMM yyyy, HH:mm</source>
            <translation>d. MMMM yyyy, HH:mm</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>damaged</source>
            <translation>beschädigt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>earlier save</source>
            <translation>früher gespeichert</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>edited</source>
            <translation>bearbeitet</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>identical</source>
            <translation>identisch</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>larger</source>
            <translation>größer</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>live photo</source>
            <translation>Live-Foto</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>mirrored</source>
            <translation>gespiegelt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>no file left</source>
            <translation>keine Datei mehr da</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>not recorded</source>
            <translation>nicht festgehalten</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>paused</source>
            <translation>angehalten</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>raw + JPEG</source>
            <translation>Raw + JPEG</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>re-encoded</source>
            <translation>neu gespeichert</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>resized</source>
            <translation>in anderer Größe</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>rotated</source>
            <translation>gedreht</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>same pixels</source>
            <translation>gleiche Pixel</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>similar</source>
            <translation>ähnlich</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>undamaged</source>
            <translation>unbeschädigt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>unedited</source>
            <translation>unbearbeitet</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>whole photo</source>
            <translation>ganzes Foto</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/labels.py" />
            <source>{done} of {total} photos read so far.</source>
            <translation>
                <numerusform>Bisher {done} von {total} Fotos gelesen.</numerusform>
                <numerusform>Bisher {done} von {total} Fotos gelesen.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>{items} so far</source>
            <translation>bisher {items}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/labels.py" />
            <source>{rate} a second</source>
            <translation>{rate} je Sekunde</translation>
        </message>
        <message>
            <location filename="../../photohash/app/main_window.py" />
            <source>Add a folder of photos</source>
            <translation>Einen Ordner mit Fotos hinzufügen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/main_window.py" />
            <source>The library could not be read because of a fault in photohash. The log has the details.</source>
            <translation>Die Bibliothek konnte wegen eines Fehlers in photohash nicht gelesen werden. Einzelheiten stehen im Protokoll.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/model_shelf.py" />
            <source>Copies, 128 bits</source>
            <translation>Kopien, 128 Bits</translation>
        </message>
        <message>
            <location filename="../../photohash/app/model_shelf.py" />
            <source>Copies, 256 bits</source>
            <translation>Kopien, 256 Bits</translation>
        </message>
        <message>
            <location filename="../../photohash/app/model_shelf.py" />
            <source>Finds copies of a photo, even when they were cropped, turned, mirrored, framed or saved again.</source>
            <translation>Findet Kopien eines Fotos, auch wenn sie beschnitten, gedreht, gespiegelt, gerahmt oder neu gespeichert wurden.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/model_shelf.py" />
            <source>Finds photos of the same kind of scene or subject, to wander through a library. Not for copies.</source>
            <translation>Findet Fotos derselben Art von Szene oder Motiv, um durch eine Bibliothek zu streifen. Nicht für Kopien.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/model_shelf.py" />
            <source>Finds {share} of edited copies while one unrelated pair in {pairs} passes as a candidate.</source>
            <translation>Findet {share} der bearbeiteten Kopien, während eines von {pairs} fremden Paaren als Kandidat durchgeht.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/model_shelf.py" />
            <source>Its card calls its purpose “{purpose}”.</source>
            <translation>Seine Karte nennt als Zweck „{purpose}“.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/model_shelf.py" />
            <source>Puts photos of the same subject first with a mean average precision of {share}.</source>
            <translation>Stellt Fotos desselben Motivs mit einer mittleren Genauigkeit (MAP) von {share} voran.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/model_shelf.py" />
            <source>Scenes and subjects, 128 bits</source>
            <translation>Szenen und Motive, 128 Bits</translation>
        </message>
        <message>
            <location filename="../../photohash/app/model_shelf.py" />
            <source>Scenes and subjects, 64 bits</source>
            <translation>Szenen und Motive, 64 Bits</translation>
        </message>
        <message>
            <location filename="../../photohash/app/model_shelf.py" />
            <source>Strong compression {first}, cut to half {second}, turned {third}, black and white {fourth}.</source>
            <translation>Starke Kompression {first}, auf die Hälfte beschnitten {second}, gedreht {third}, schwarz-weiß {fourth}.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/model_shelf.py" />
            <source>comes with photohash</source>
            <translation>gehört zu photohash</translation>
        </message>
        <message>
            <location filename="../../photohash/app/model_shelf.py" />
            <source>imported</source>
            <translation>importiert</translation>
        </message>
        <message>
            <location filename="../../photohash/app/model_shelf.py" />
            <source>licence {licence}</source>
            <translation>Lizenz {licence}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/model_shelf.py" />
            <source>{bits} bits a photo</source>
            <translation>{bits} Bits je Foto</translation>
        </message>
        <message>
            <location filename="../../photohash/app/model_shelf.py" />
            <source>{size} on disk</source>
            <translation>{size} auf der Platte</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/clusters.py" />
            <source>By folder</source>
            <translation>Nach Ordner</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/clusters.py" />
            <source>Largest first</source>
            <translation>Größte zuerst</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/clusters.py" />
            <source>Newest first</source>
            <translation>Neueste zuerst</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/clusters.py" />
            <source>Oldest first</source>
            <translation>Älteste zuerst</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/clusters.py" />
            <source>a little alike</source>
            <translation>ein wenig ähnlich</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/clusters.py" />
            <source>much alike</source>
            <translation>sehr ähnlich</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/clusters.py" />
            <source>somewhat alike</source>
            <translation>etwas ähnlich</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/comparison.py" />
            <source>Camera</source>
            <translation>Kamera</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/comparison.py" />
            <source>Dimensions</source>
            <translation>Abmessungen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/comparison.py" />
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/comparison.py" />
            <source>Format</source>
            <translation>Format</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/comparison.py" />
            <source>Holds</source>
            <translation>Enthält</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/comparison.py" />
            <source>Lacks</source>
            <translation>Fehlt hier</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/comparison.py" />
            <source>Lens</source>
            <translation>Objektiv</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/comparison.py" />
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/comparison.py" />
            <source>Only here</source>
            <translation>Nur hier</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/comparison.py" />
            <source>Protected: stays</source>
            <translation>Geschützt: bleibt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/comparison.py" />
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/comparison.py" />
            <source>State</source>
            <translation>Zustand</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/comparison.py" />
            <source>Stays, not ticked</source>
            <translation>Bleibt, nicht angehakt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/comparison.py" />
            <source>Ticked: it will go.</source>
            <translation>Angehakt: es wird weggeräumt.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/comparison.py" />
            <source>To keep</source>
            <translation>Bleibt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/comparison.py" />
            <source>Why</source>
            <translation>Warum</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/comparison.py" />
            <source>a film</source>
            <translation>ein Film</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/comparison.py" />
            <source>nothing</source>
            <translation>nichts</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/comparison.py" />
            <source>rejected</source>
            <translation>abgelehnt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/comparison.py" />
            <source>transparency</source>
            <translation>Transparenz</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/comparison.py" />
            <source>{bits} bits per colour</source>
            <translation>{bits} Bits je Farbe</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/comparison.py" />
            <source>{format}, quality {quality}</source>
            <translation>{format}, Qualität {quality}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/comparison.py" />
            <source>{text}, differs</source>
            <translation>{text}, weicht ab</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/decisions.py" />
            <source>All kept</source>
            <translation>Alle behalten</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/decisions.py" />
            <source>Kept by hand</source>
            <translation>Von Hand behalten</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/models/decisions.py" />
            <source>{n} not in the library now</source>
            <translation>
                <numerusform>{n} jetzt nicht in der Bibliothek</numerusform>
                <numerusform>{n} jetzt nicht in der Bibliothek</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/failures.py" />
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/failures.py" />
            <source>What happened</source>
            <translation>Was geschehen ist</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/folders.py" />
            <source>Left out: photos in here are not in the library.</source>
            <translation>Ausgenommen: Fotos hierin sind nicht in der Bibliothek.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/folders.py" />
            <source>Not there now: plug its drive in. Its photos can still be looked through.</source>
            <translation>Jetzt nicht da: bitte das Laufwerk anschließen. Die Fotos lassen sich trotzdem durchsehen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/folders.py" />
            <source>Not watched: new photos are read when folders are checked again.</source>
            <translation>Nicht beobachtet: neue Fotos werden gelesen, wenn Ordner erneut geprüft werden.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/folders.py" />
            <source>Protected in it: {folders}</source>
            <translation>Darin geschützt: {folders}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/folders.py" />
            <source>Protected: photos in here are always kept.</source>
            <translation>Geschützt: Fotos hierin bleiben immer.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/folders.py" />
            <source>not watched</source>
            <translation>nicht beobachtet</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/folders.py" />
            <source>protected</source>
            <translation>geschützt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/groups.py" />
            <source>Most copies first</source>
            <translation>Meiste Kopien</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/groups.py" />
            <source>Most space first</source>
            <translation>Größte zuerst</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/groups.py" />
            <source>ticked</source>
            <translation>angehakt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/groups.py" />
            <source>{copies} in {groups}, {size} could be freed</source>
            <translation>{copies} in {groups}, {size} könnten frei werden</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/groups.py" />
            <source>{name} to keep, {copies}: {names}</source>
            <translation>{name} bleibt, {copies}: {names}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/journal.py" />
            <source>No copy of it stayed</source>
            <translation>Keine Kopie davon ist geblieben</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/journal.py" />
            <source>Now at {destination}</source>
            <translation>Jetzt in {destination}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/journal.py" />
            <source>Now at {restored}</source>
            <translation>Jetzt in {restored}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/journal.py" />
            <source>What was done</source>
            <translation>Was geschehen ist</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/journal.py" />
            <source>When</source>
            <translation>Wann</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/journal.py" />
            <source>{keeper} was kept</source>
            <translation>{keeper} wurde behalten</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/models/journal.py" />
            <source>{n} folders</source>
            <translation>
                <numerusform>{n} Ordner</numerusform>
                <numerusform>{n} Ordner</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/photos.py" />
            <source>No file left</source>
            <translation>Keine Datei mehr da</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/review.py" />
            <source>Another program, or you, took it away; there is nothing to do.</source>
            <translation>Es wurde anderswo schon weggeräumt; hier ist nichts zu tun.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/review.py" />
            <source>Back in its place</source>
            <translation>Wieder an seinem Platz</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/review.py" />
            <source>Could not be undone</source>
            <translation>Nicht rückgängig zu machen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/review.py" />
            <source>Is gone already</source>
            <translation>Ist schon weg</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/review.py" />
            <source>No copy stays</source>
            <translation>Keine Kopie bleibt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/review.py" />
            <source>Stays as it is</source>
            <translation>Bleibt, wie es ist</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/review.py" />
            <source>What happens</source>
            <translation>Was geschieht</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/similar.py" />
            <source>Farther away</source>
            <translation>Weiter entfernt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/similar.py" />
            <source>Look alike</source>
            <translation>Sehen ähnlich aus</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/similar.py" />
            <source>Nothing else looks like these photos.</source>
            <translation>Nichts sonst sieht aus wie diese Fotos.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/similar.py" />
            <source>Nothing else looks like this photo.</source>
            <translation>Nichts sonst sieht aus wie dieses Foto.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/similar.py" />
            <source>The same picture</source>
            <translation>Dasselbe Bild</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/similar.py" />
            <source>There are no more photos.</source>
            <translation>Mehr Fotos gibt es nicht.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/similar.py" />
            <source>This photo has not been compared with others yet. Checking the folders again does that.</source>
            <translation>Dieses Foto wurde noch nicht mit anderen verglichen. Das geschieht, wenn die Ordner erneut geprüft werden.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/similar.py" />
            <source>Your library has no copy of this picture.</source>
            <translation>Die Bibliothek hat keine Kopie dieses Bildes.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/models/similar.py" />
            <source>the nearest {n}</source>
            <translation>
                <numerusform>die nächsten {n}</numerusform>
                <numerusform>die nächsten {n}</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/ticks.py" />
            <source>{name} is in a protected folder, in which nothing is changed.</source>
            <translation>{name} liegt in einem geschützten Ordner, in dem nichts geändert wird.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/ticks.py" />
            <source>{name} is the last good copy. Untick another one first, or choose another one to keep.</source>
            <translation>{name} ist die letzte gute Kopie. Bitte erst bei einer anderen den Haken entfernen oder eine andere zum Behalten wählen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/ticks.py" />
            <source>{name} shares its space on disk with {other}. Nothing would be freed.</source>
            <translation>{name} teilt sich den Platz auf der Platte mit {other}. Nichts würde frei.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/models/ticks.py" />
            <source>{name} was changed outside photohash.</source>
            <translation>{name} wurde außerhalb von photohash verändert.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/album.py" />
            <source>Drag photos onto the album, or choose Add to album in their menu. A few are enough to suggest more.</source>
            <translation>Ziehe Fotos auf das Album oder wähle in ihrem Menü „In ein Album aufnehmen“. Wenige genügen, um mehr vorzuschlagen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/album.py" />
            <source>Name of the album</source>
            <translation>Name des Albums</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/album.py" />
            <source>Photos of the album</source>
            <translation>Fotos des Albums</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/album_chooser.py" />
            <source>Add to album</source>
            <translation>In ein Album aufnehmen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/album_chooser.py" />
            <source>Add {photos} to an album</source>
            <translation>{photos} in ein Album aufnehmen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/album_chooser.py" />
            <source>Album</source>
            <translation>Album</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/album_chooser.py" />
            <source>Name of a new album</source>
            <translation>Name eines neuen Albums</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/album_chooser.py" />
            <source>New album “{name}”</source>
            <translation>Neues Album „{name}“</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/album_chooser.py" />
            <source>Type a name, or press 1 to 9</source>
            <translation>Tippe einen Namen oder drücke 1 bis 9</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/album_folders.py" />
            <source>Each folder in {folder} that is ticked becomes an album of its name, with all photos below it.</source>
            <translation>Jeder angekreuzte Ordner in {folder} wird ein Album seines Namens, mit allen Fotos darunter.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/album_folders.py" />
            <source>Folders as albums</source>
            <translation>Ordner als Alben</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/album_folders.py" />
            <source>Make {albums}</source>
            <translation>{albums} anlegen</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/pages/album_folders.py" />
            <source>{n} photo files</source>
            <translation>
                <numerusform>{n} Fotodatei</numerusform>
                <numerusform>{n} Fotodateien</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/album_labels.py" />
            <source>Add selected</source>
            <translation>Gewählte aufnehmen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/album_labels.py" />
            <source>In doubt</source>
            <translation>Im Zweifel</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/album_labels.py" />
            <source>Looking for photos that may belong here…</source>
            <translation>Suche Fotos, die hierher gehören könnten …</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/album_labels.py" />
            <source>Not these</source>
            <translation>Diese nicht</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/album_labels.py" />
            <source>Photos most like those of the album, the surest first.</source>
            <translation>Fotos, die denen des Albums am ähnlichsten sind, die sichersten zuerst.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/album_labels.py" />
            <source>Photos that are hardest to tell: each answer teaches the most.</source>
            <translation>Fotos, die am schwersten zuzuordnen sind: jede Antwort lehrt am meisten.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/album_labels.py" />
            <source>Suggested</source>
            <translation>Vorgeschlagen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/album_list.py" />
            <source>Enter opens an album, Shift and an arrow select several.</source>
            <translation>Die Eingabetaste öffnet ein Album, Umschalt und ein Pfeil wählen mehrere.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/album_suggestions.py" />
            <source>Add all up to this (Shift+Y)</source>
            <translation>Alle bis hierher aufnehmen (Umschalt+Y)</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/album_suggestions.py" />
            <source>Add to the album (Enter or Y)</source>
            <translation>In das Album aufnehmen (Eingabe oder Y)</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/album_suggestions.py" />
            <source>Enter or Y adds the photo, or all that are selected. N says that it is not of the album. Shift and Y adds all up to it.</source>
            <translation>Eingabe oder Y nimmt das Foto oder alle gewählten auf. N sagt, dass es nicht in das Album gehört. Umschalt und Y nimmt alle bis dahin auf.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/album_suggestions.py" />
            <source>Not this (N)</source>
            <translation>Das nicht (N)</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/album_suggestions.py" />
            <source>Suggestions</source>
            <translation>Vorschläge</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/album_suggestions.py" />
            <source>or {album}?</source>
            <translation>oder {album}?</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/albums.py" />
            <source>More for albums</source>
            <translation>Mehr für Alben</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/albums.py" />
            <source>No albums yet</source>
            <translation>Noch keine Alben</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/albums.py" />
            <source>Teach photohash what belongs together for you: put a few photos of each sort into an album, and it suggests the next ones and learns to tell them apart.</source>
            <translation>Bring photohash bei, was für dich zusammengehört: Nimm von jeder Sorte ein paar Fotos in ein Album auf, dann schlägt es die nächsten vor und lernt, sie zu unterscheiden.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/pages/albums.py" />
            <source>Two albums of {n} photos each are enough to teach.</source>
            <translation>
                <numerusform>Zwei Alben mit je {n} Foto genügen zum Anlernen.</numerusform>
                <numerusform>Zwei Alben mit je {n} Fotos genügen zum Anlernen.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/albums.py" />
            <source>{albums} with {photos}.</source>
            <translation>{albums} mit {photos}.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/cluster_card.py" />
            <source>Sharpest</source>
            <translation>Am schärfsten</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/cluster_controls.py" />
            <source>How alike photos of one cluster are. Tight: hardly any photo that does not belong. Loose: hardly any photo left out, and now and then a stranger.</source>
            <translation>Wie ähnlich sich die Fotos eines Clusters sind. Eng: kaum ein Foto, das nicht dazugehört. Weit: kaum ein Foto bleibt außen vor, und hin und wieder ist ein fremdes dabei.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/cluster_controls.py" />
            <source>How alike, from tight to loose</source>
            <translation>Wie ähnlich, von eng bis weit</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/cluster_controls.py" />
            <source>Loose</source>
            <translation>Weit</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/cluster_controls.py" />
            <source>Photos of one moment or scene: bursts, retakes, frames of one place.</source>
            <translation>Fotos eines Moments oder einer Szene: Serien, Wiederholungen, Bilder eines Ortes.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/cluster_controls.py" />
            <source>Photos that show the same thing, also at other times and places.</source>
            <translation>Fotos, die dasselbe zeigen, auch zu anderen Zeiten und an anderen Orten.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/cluster_controls.py" />
            <source>Stacks</source>
            <translation>Stapel</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/cluster_controls.py" />
            <source>Subjects</source>
            <translation>Motive</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/cluster_controls.py" />
            <source>Tight</source>
            <translation>Eng</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/cluster_map.py" />
            <source>All clusters</source>
            <translation>Alle Cluster</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/cluster_map.py" />
            <source>All clusters by likeness</source>
            <translation>Alle Cluster nach Ähnlichkeit</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/cluster_map.py" />
            <source>Clusters near this one</source>
            <translation>Cluster in der Nähe</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/cluster_map.py" />
            <source>Enter opens a cluster. Plus and minus zoom, 0 shows all.</source>
            <translation>Eingabe öffnet ein Cluster. Plus und Minus vergrößern und verkleinern, 0 zeigt alle.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/cluster_map.py" />
            <source>Go to another page and come back here to try again.</source>
            <translation>Geh auf eine andere Seite und komm zurück, um es noch einmal zu versuchen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/cluster_map.py" />
            <source>In no cluster</source>
            <translation>In keinem Cluster</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/cluster_map.py" />
            <source>Like no other</source>
            <translation>Wie kein anderes</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/cluster_map.py" />
            <source>Look-alikes appear here once photos were read.</source>
            <translation>Ähnliche erscheinen hier, sobald Fotos gelesen sind.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/cluster_map.py" />
            <source>Map</source>
            <translation>Karte</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/cluster_map.py" />
            <source>Near it</source>
            <translation>In der Nähe</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/cluster_map.py" />
            <source>No photos yet</source>
            <translation>Noch keine Fotos</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/cluster_map.py" />
            <source>No two photos that were read are alike enough.</source>
            <translation>Keine zwei gelesenen Fotos sind sich ähnlich genug.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/cluster_map.py" />
            <source>Nothing on the map yet</source>
            <translation>Noch nichts auf der Karte</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/cluster_map.py" />
            <source>Photos are still being read</source>
            <translation>Fotos werden noch gelesen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/cluster_map.py" />
            <source>Photos near this cluster that are in none</source>
            <translation>Fotos in der Nähe, die in keinem sind</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/cluster_map.py" />
            <source>Photos of this cluster</source>
            <translation>Fotos dieses Clusters</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/cluster_map.py" />
            <source>The map cannot be drawn now</source>
            <translation>Die Karte kann gerade nicht gezeichnet werden</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/cluster_map.py" />
            <source>The map is drawn as soon as the first look-alikes are found.</source>
            <translation>Die Karte wird gezeichnet, sobald die ersten ähnlichen Fotos gefunden sind.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/cluster_map.py" />
            <source>The map is drawn as soon as they are found.</source>
            <translation>Die Karte wird gezeichnet, sobald sie gefunden sind.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/pages/cluster_map.py" />
            <source>{n} clusters, each beside those like it. Open one to look inside.</source>
            <translation>
                <numerusform>{n} Cluster. Zum Hineinsehen öffnen.</numerusform>
                <numerusform>{n} Cluster, jeder neben den ähnlichen. Zum Hineinsehen einen öffnen.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/cluster_view.py" />
            <source>Clusters of look-alikes</source>
            <translation>Cluster ähnlicher Fotos</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/cluster_view.py" />
            <source>Up and Down change the cluster, Left and Right the photo, Enter opens it.</source>
            <translation>Auf und Ab wechseln das Cluster, Links und Rechts das Foto, Eingabe öffnet es.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare.py" />
            <source>Tick</source>
            <translation>Anhaken</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare.py" />
            <source>{keys} undoes it.</source>
            <translation>{keys} macht es rückgängig.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_fields.py" />
            <source>A column for each photo. Cells that differ from the first say so.</source>
            <translation>Eine Spalte je Foto. Zellen, die von der ersten abweichen, sagen es.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_fields.py" />
            <source>Only differences</source>
            <translation>Nur Unterschiede</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_fields.py" />
            <source>What is known of the photos</source>
            <translation>Was über die Fotos bekannt ist</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>+</source>
            <translation>+</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>1:1</source>
            <translation>1:1</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>Align</source>
            <translation>Ausrichten</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>Blink</source>
            <translation>Wechseln</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>Difference</source>
            <translation>Unterschied</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>Facts</source>
            <translation>Angaben</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>Fit</source>
            <translation>Ganz</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>Go farther away.</source>
            <translation>Weiter weg gehen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>Go nearer.</source>
            <translation>Näher herangehen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>Go to the group after this one.</source>
            <translation>Zur Gruppe danach gehen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>Go to the group before this one.</source>
            <translation>Zur Gruppe davor gehen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>Keep all of these photos; they are not offered again.</source>
            <translation>Alle diese Fotos behalten; sie werden nicht wieder vorgeschlagen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>Keep the current photo, and tick all others that may go.</source>
            <translation>Das jetzige Foto behalten und alle anderen anhaken, die weg dürfen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>Keep this, drop the rest</source>
            <translation>Dieses behalten, Rest weg</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>Lay each photo on the first, turned and moved to match, or show it as it is.</source>
            <translation>Jedes Foto passend gedreht und verschoben auf das erste legen oder zeigen, wie es ist.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>Move the line to the left</source>
            <translation>Die Linie nach links schieben</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>Move the line to the right</source>
            <translation>Die Linie nach rechts schieben</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>Next</source>
            <translation>Nächste</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>Previous</source>
            <translation>Vorige</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>Show all of the photos.</source>
            <translation>Die ganzen Fotos zeigen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>Show more of the first photo.</source>
            <translation>Mehr vom ersten Foto zeigen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>Show more of the second photo.</source>
            <translation>Mehr vom zweiten Foto zeigen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>Show or hide what is known of the photos.</source>
            <translation>Zeigen oder verbergen, was über die Fotos bekannt ist.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>Show the one to keep and the current one in turn, at the same place.</source>
            <translation>Das zu behaltende und das jetzige Foto abwechselnd an derselben Stelle zeigen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>Show the photos beside each other.</source>
            <translation>Die Fotos nebeneinander zeigen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>Show the pixels of the current photo one to one, or all of it again.</source>
            <translation>Die Pixel des jetzigen Fotos eins zu eins zeigen oder wieder das ganze Foto.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>Show two photos with a line between them that can be moved with [ and ].</source>
            <translation>Zwei Fotos zeigen, mit einer Linie dazwischen, die sich mit [ und ] verschieben lässt.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>Show where the one to keep and the current one differ.</source>
            <translation>Zeigen, wo sich das zu behaltende und das jetzige Foto unterscheiden.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>Side by side</source>
            <translation>Nebeneinander</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>Split</source>
            <translation>Geteilt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>Tick the current photo for the review, or untick it.</source>
            <translation>Das jetzige Foto für die Durchsicht anhaken oder den Haken entfernen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/compare_keys.py" />
            <source>−</source>
            <translation>−</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/comparison.py" />
            <source>Compare large</source>
            <translation>Groß vergleichen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/comparison.py" />
            <source>Goes with it: {names}.</source>
            <translation>Geht mit: {names}.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/comparison.py" />
            <source>Kept</source>
            <translation>Bleibt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/comparison.py" />
            <source>The photo and the one that is kept</source>
            <translation>Das Foto und das behaltene</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/comparison.py" />
            <source>This one</source>
            <translation>Dieses</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/comparison.py" />
            <source>not there</source>
            <translation>nicht da</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/copies.py" />
            <source>Each photo that was read is there once.</source>
            <translation>Jedes gelesene Foto gibt es einmal.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/copies.py" />
            <source>Find by name or folder</source>
            <translation>Nach Namen oder Ordner suchen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/copies.py" />
            <source>Looking for copies</source>
            <translation>Kopien werden gesucht</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/copies.py" />
            <source>Looking for copies…</source>
            <translation>Kopien werden gesucht …</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/copies.py" />
            <source>No copies</source>
            <translation>Keine Kopien</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/copies.py" />
            <source>No copies found</source>
            <translation>Keine Kopien gefunden</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/copies.py" />
            <source>No copies so far</source>
            <translation>Bisher keine Kopien</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/copies.py" />
            <source>No group passes the filter and the search. Clear them to see all groups.</source>
            <translation>Keine Gruppe passt zu Filter und Suche. Ohne beides sind alle Gruppen zu sehen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/copies.py" />
            <source>Order of the groups</source>
            <translation>Reihenfolge der Gruppen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/copies.py" />
            <source>They appear here as soon as the first are found.</source>
            <translation>Sie erscheinen hier, sobald die ersten gefunden sind.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/decisions.py" />
            <source>Find decisions by name or folder</source>
            <translation>Entscheidungen nach Namen oder Ordner suchen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/decisions.py" />
            <source>No decision is about a photo of this name.</source>
            <translation>Keine Entscheidung betrifft ein Foto dieses Namens.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/decisions.py" />
            <source>Nothing was decided yet</source>
            <translation>Noch ist nichts entschieden</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/decisions.py" />
            <source>What you said of your photos</source>
            <translation>Was über die Fotos entschieden wurde</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/decisions.py" />
            <source>What you say of photos is listed here: not duplicates, all kept, and photos kept by hand.</source>
            <translation>Hier steht, was über Fotos entschieden wurde: keine Duplikate, alle behalten, und von Hand behaltene Fotos.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/pages/decisions.py" />
            <source>{n} decisions. They hold until you undo them.</source>
            <translation>
                <numerusform>{n} Entscheidung. Sie gilt, bis sie rückgängig gemacht wird.</numerusform>
                <numerusform>{n} Entscheidungen. Sie gelten, bis sie rückgängig gemacht werden.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/failures.py" />
            <source>Copy list</source>
            <translation>Liste kopieren</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/failures.py" />
            <source>Everything could be read</source>
            <translation>Alles konnte gelesen werden</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/failures.py" />
            <source>Files that could not be read</source>
            <translation>Dateien, die nicht gelesen werden konnten</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/failures.py" />
            <source>Look at all folders again; files that were repaired are taken in.</source>
            <translation>Alle Ordner noch einmal ansehen; reparierte Dateien werden aufgenommen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/failures.py" />
            <source>No file was left out.</source>
            <translation>Keine Datei blieb außen vor.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/failures.py" />
            <source>Open in another program</source>
            <translation>In einem anderen Programm öffnen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/failures.py" />
            <source>{files} left out. Nothing was changed or removed.</source>
            <translation>{files} ausgelassen. Nichts wurde geändert oder entfernt.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/frame.py" />
            <source>Only in {folder}: show all again</source>
            <translation>Nur in {folder}: wieder alle zeigen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/frame.py" />
            <source>Show all folders again</source>
            <translation>Wieder alle Ordner zeigen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/frame.py" />
            <source>The folders of your library hold no photos. Add one that does.</source>
            <translation>Die Ordner deiner Bibliothek enthalten keine Fotos. Füge einen hinzu, in dem welche liegen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/group_card.py" />
            <source>Show fewer</source>
            <translation>Weniger zeigen</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/pages/group_card.py" />
            <source>and {n} more</source>
            <translation>
                <numerusform>und {n} weiteres</numerusform>
                <numerusform>und {n} weitere</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/group_card.py" />
            <source>protected: nothing of it can go</source>
            <translation>geschützt: nichts davon kann weg</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/pages/group_card.py" />
            <source>{n} ticked, {size}</source>
            <translation>
                <numerusform>{n} angehakt, {size}</numerusform>
                <numerusform>{n} angehakt, {size}</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/group_card.py" />
            <source>{size} could be freed</source>
            <translation>{size} könnten frei werden</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/group_view.py" />
            <source>Groups of copies</source>
            <translation>Gruppen von Kopien</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/group_view.py" />
            <source>It could not be put away: it {reason}.</source>
            <translation>Es ließ sich nicht wegräumen: es {reason}.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/group_view.py" />
            <source>It is the one to keep: it {reason}.</source>
            <translation>Dieses bleibt: es {reason}.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/group_view.py" />
            <source>Keep</source>
            <translation>Behalten</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/group_view.py" />
            <source>The arrows go from photo to photo, Enter opens, Space ticks, Shift with an arrow selects groups.</source>
            <translation>Die Pfeile gehen von Foto zu Foto, Eingabe öffnet, die Leertaste hakt an, Umschalt mit einem Pfeil wählt Gruppen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/history.py" />
            <source>Nothing was done yet</source>
            <translation>Noch ist nichts geschehen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/history.py" />
            <source>What is done to your photos is listed here, and can be undone.</source>
            <translation>Was mit den Fotos geschieht, steht hier und kann rückgängig gemacht werden.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/history.py" />
            <source>What was done to files</source>
            <translation>Was mit Dateien geschehen ist</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/pages/history.py" />
            <source>{n} runs</source>
            <translation>
                <numerusform>{n} Durchgang</numerusform>
                <numerusform>{n} Durchgänge</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/history.py" />
            <source>{runs} and more. Whatever is marked Done can be undone.</source>
            <translation>{runs} und mehr. Was als „Fertig“ markiert ist, lässt sich rückgängig machen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/history.py" />
            <source>{runs}. Whatever is marked Done can be undone.</source>
            <translation>{runs}. Was als „Fertig“ markiert ist, lässt sich rückgängig machen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/large_picture.py" />
            <source>, with a motion photo's film inside</source>
            <translation>, mit dem Film eines Bewegungsfotos darin</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/large_picture.py" />
            <source>Also at</source>
            <translation>Auch in</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/large_picture.py" />
            <source>Path</source>
            <translation>Pfad</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/large_picture.py" />
            <source>and {more}</source>
            <translation>und {more}</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/pages/large_picture.py" />
            <source>{n} more places</source>
            <translation>
                <numerusform>{n} weiterer Ort</numerusform>
                <numerusform>{n} weitere Orte</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/library.py" />
            <source>No photo passes the filter. Clear it to see all photos.</source>
            <translation>Kein Foto passt zum Filter. Ohne ihn sind alle Fotos zu sehen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/library.py" />
            <source>No photos in {folder}</source>
            <translation>Keine Fotos in {folder}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/library.py" />
            <source>They appear here as they are read.</source>
            <translation>Sie erscheinen hier, sobald sie gelesen sind.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/pages/library.py" />
            <source>{n} selected</source>
            <translation>
                <numerusform>{n} ausgewählt</numerusform>
                <numerusform>{n} ausgewählt</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/library.py" />
            <source>{photos} in {files}, {size}</source>
            <translation>{photos} in {files}, {size}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/library.py" />
            <source>{photos}, {size}</source>
            <translation>{photos}, {size}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/library.py" />
            <source>{shown} of {photos}</source>
            <translation>{shown} von {photos}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/library_filter.py" />
            <source>All kinds</source>
            <translation>Alle Arten</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/library_filter.py" />
            <source>Any date</source>
            <translation>Jedes Datum</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/library_filter.py" />
            <source>By month</source>
            <translation>Nach Monat</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/library_filter.py" />
            <source>By year</source>
            <translation>Nach Jahr</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/library_filter.py" />
            <source>Camera raw</source>
            <translation>Kamera-Raw</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/library_filter.py" />
            <source>Find photos by name or folder</source>
            <translation>Fotos nach Namen oder Ordner suchen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/library_filter.py" />
            <source>First day</source>
            <translation>Erster Tag</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/library_filter.py" />
            <source>Folder A to Z</source>
            <translation>Ordner A bis Z</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/library_filter.py" />
            <source>Folder Z to A</source>
            <translation>Ordner Z bis A</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/library_filter.py" />
            <source>From … to …</source>
            <translation>Von … bis …</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/library_filter.py" />
            <source>Headings</source>
            <translation>Überschriften</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/library_filter.py" />
            <source>Kind of photo</source>
            <translation>Art des Fotos</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/library_filter.py" />
            <source>Last day</source>
            <translation>Letzter Tag</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/library_filter.py" />
            <source>Last year</source>
            <translation>Letztes Jahr</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/library_filter.py" />
            <source>Name A to Z</source>
            <translation>Name A bis Z</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/library_filter.py" />
            <source>Name Z to A</source>
            <translation>Name Z bis A</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/library_filter.py" />
            <source>No date</source>
            <translation>Ohne Datum</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/library_filter.py" />
            <source>No headings</source>
            <translation>Ohne Überschriften</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/library_filter.py" />
            <source>Order of the photos</source>
            <translation>Reihenfolge der Fotos</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/library_filter.py" />
            <source>Smallest first</source>
            <translation>Kleinste zuerst</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/library_filter.py" />
            <source>This year</source>
            <translation>Dieses Jahr</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/library_filter.py" />
            <source>When the photos were taken</source>
            <translation>Wann die Fotos aufgenommen wurden</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/library_filter.py" />
            <source>With a film</source>
            <translation>Mit Film</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/library_filter.py" />
            <source>With copies</source>
            <translation>Mit Kopien</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/photo.py" />
            <source>Also show the photos that are nearest among those that do not look alike.</source>
            <translation>Auch die nächsten Fotos unter denen zeigen, die nicht ähnlich aussehen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/photo.py" />
            <source>Copies and look-alikes</source>
            <translation>Kopien und Ähnliche</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/pages/photo.py" />
            <source>In a stack of {n}</source>
            <translation>
                <numerusform>In einem Stapel von {n}</numerusform>
                <numerusform>In einem Stapel von {n}</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/photo.py" />
            <source>Look further</source>
            <translation>Weiter suchen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/photo.py" />
            <source>Looking for this picture in your library…</source>
            <translation>Dieses Bild wird in der Bibliothek gesucht …</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/photo.py" />
            <source>Not in your library</source>
            <translation>Nicht in der Bibliothek</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/photo.py" />
            <source>See the photos of this stack, and what is near.</source>
            <translation>Die Fotos dieses Stapels und die Nachbarn zeigen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/photo.py" />
            <source>Show less</source>
            <translation>Weniger</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/pages/photo.py" />
            <source>Similar to {n} photos</source>
            <translation>
                <numerusform>Ähnlich wie {n} Foto</numerusform>
                <numerusform>Ähnlich wie {n} Fotos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/pages/photo.py" />
            <source>{n} look alike</source>
            <translation>
                <numerusform>{n} sieht ähnlich aus</numerusform>
                <numerusform>{n} sehen ähnlich aus</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/photo_grid.py" />
            <source>Enter opens a photo, Space selects it, Shift and an arrow select several, Ctrl+A all.</source>
            <translation>Eingabe öffnet ein Foto, die Leertaste wählt es, Umschalt und ein Pfeil wählen mehrere, Strg+A alle.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/query_strip.py" />
            <source>Open {name}</source>
            <translation>{name} öffnen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/query_strip.py" />
            <source>Photos of this search</source>
            <translation>Fotos dieser Suche</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/query_strip.py" />
            <source>Remove from the search</source>
            <translation>Aus der Suche nehmen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/query_strip.py" />
            <source>Remove {name} from the search</source>
            <translation>{name} aus der Suche nehmen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/review_table.py" />
            <source>Photos and what happens to them</source>
            <translation>Fotos und was mit ihnen geschieht</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/size_slider.py" />
            <source>Size of the thumbnails</source>
            <translation>Größe der Vorschaubilder</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/stacks.py" />
            <source>Look-alikes appear here as soon as the first are found.</source>
            <translation>Ähnliche erscheinen hier, sobald die ersten gefunden sind.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/stacks.py" />
            <source>No cluster has this name or lies in this folder.</source>
            <translation>Kein Cluster hat diesen Namen oder liegt in diesem Ordner.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/stacks.py" />
            <source>No stacks found</source>
            <translation>Keine Stapel gefunden</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/stacks.py" />
            <source>No stacks so far</source>
            <translation>Bisher keine Stapel</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/stacks.py" />
            <source>No subjects found</source>
            <translation>Keine Motive gefunden</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/stacks.py" />
            <source>No subjects so far</source>
            <translation>Bisher keine Motive</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/stacks.py" />
            <source>No two photos that were read are alike enough. A looser search may find some.</source>
            <translation>Keine zwei gelesenen Fotos sind ähnlich genug. Eine weitere Suche findet vielleicht welche.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/stacks.py" />
            <source>Order of the clusters</source>
            <translation>Reihenfolge der Cluster</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/stacks.py" />
            <source>Photos of one moment, and photos of one subject, appear here.</source>
            <translation>Fotos eines Moments und Fotos eines Motivs erscheinen hier.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/stacks.py" />
            <source>See all clusters at a glance, and wander from one to those like it.</source>
            <translation>Alle Cluster auf einen Blick, und von einem zu den ähnlichen streifen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/stacks.py" />
            <source>Some photos cannot be compared yet. Check folders again, and they will be.</source>
            <translation>Einige Fotos können noch nicht verglichen werden. Prüfe die Ordner noch einmal, dann geht es.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/stacks.py" />
            <source>{clusters} with {photos}.</source>
            <translation>{clusters} mit {photos}.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/pages/stacks.py" />
            <source>{n} stacks</source>
            <translation>
                <numerusform>{n} Stapel</numerusform>
                <numerusform>{n} Stapel</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/pages/stacks.py" />
            <source>{n} subjects</source>
            <translation>
                <numerusform>{n} Motiv</numerusform>
                <numerusform>{n} Motive</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/stacks.py" />
            <source>{photos} in none.</source>
            <translation>{photos} in keinem.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/strictness_box.py" />
            <source>How alike two photos must look to be compared closely. Every copy shown was verified, at any of these; a loose one finds more small crops and takes longer.</source>
            <translation>Wie ähnlich sich zwei Fotos sehen müssen, um genau verglichen zu werden. Jede gezeigte Kopie wurde geprüft, bei jeder Wahl; eine weite findet mehr kleine Ausschnitte und dauert länger.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/strictness_box.py" />
            <source>Strictness</source>
            <translation>Strenge</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/strictness_box.py" />
            <source>Strictness: {choice}</source>
            <translation>Strenge: {choice}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/strictness_box.py" />
            <source>about {pairs}</source>
            <translation>etwa {pairs}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/strictness_box.py" />
            <source>no unrelated pair</source>
            <translation>kein fremdes Paar</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/pages/strictness_box.py" />
            <source>{n} groups</source>
            <translation>
                <numerusform>{n} Gruppe</numerusform>
                <numerusform>{n} Gruppen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/pages/strictness_box.py" />
            <source>{n} unrelated pairs</source>
            <translation>
                <numerusform>{n} fremdes Paar</numerusform>
                <numerusform>{n} fremde Paare</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/strictness_box.py" />
            <source>{title}: {groups}, {pairs} looked at closely</source>
            <translation>{title}: {groups}, {pairs} genau angesehen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/tick_bar.py" />
            <source>An ordered list of rules, with a preview of what they do.</source>
            <translation>Eine geordnete Liste von Regeln, mit Vorschau darauf, was sie bewirken.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/tick_bar.py" />
            <source>In</source>
            <translation>In</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/tick_bar.py" />
            <source>Move ticked photos to this folder</source>
            <translation>Angehakte Fotos in diesen Ordner verschieben</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/tick_bar.py" />
            <source>No photo ticked</source>
            <translation>Kein Foto angehakt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/tick_bar.py" />
            <source>No photo ticked in the groups shown</source>
            <translation>Kein Foto angehakt in den gezeigten Gruppen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/tick_bar.py" />
            <source>Several rules…</source>
            <translation>Mehrere Regeln …</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/tick_bar.py" />
            <source>Tick or untick many photos at once</source>
            <translation>Viele Fotos auf einmal anhaken oder nicht</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/tick_bar.py" />
            <source>Tick photos that may go; one of each group always stays.</source>
            <translation>Hake Fotos an, die gehen dürfen; eines jeder Gruppe bleibt immer.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/tick_bar.py" />
            <source>Ticked photos</source>
            <translation>Angehakte Fotos</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/tick_bar.py" />
            <source>To</source>
            <translation>Nach</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/tick_bar.py" />
            <source>What is done to ticked photos</source>
            <translation>Was mit angehakten Fotos geschieht</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/tick_bar.py" />
            <source>Which photo of a group is kept</source>
            <translation>Welches Foto einer Gruppe bleibt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/tick_bar.py" />
            <source>none of them can become a link</source>
            <translation>keines davon kann Verknüpfung werden</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/pages/tick_bar.py" />
            <source>{n} can become links</source>
            <translation>
                <numerusform>{n} kann Verknüpfung werden</numerusform>
                <numerusform>{n} können Verknüpfungen werden</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/tick_bar.py" />
            <source>{photos} ticked in the groups shown</source>
            <translation>{photos} angehakt in den gezeigten Gruppen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/timeline.py" />
            <source>Timeline</source>
            <translation>Zeitleiste</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/timeline.py" />
            <source>Without a date</source>
            <translation>Ohne Datum</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/welcome.py" />
            <source>Find every copy of every photo</source>
            <translation>Jede Kopie jedes Fotos finden</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/welcome.py" />
            <source>Resized, cropped, turned or saved again: each is found and named.
Nothing is ever deleted without you.</source>
            <translation>Verkleinert, beschnitten, gedreht oder neu gespeichert: jede wird gefunden und benannt.
Nichts wird je ungefragt gelöscht.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/pages/welcome.py" />
            <source>or drop folders anywhere in this window</source>
            <translation>oder Ordner irgendwo in diesem Fenster ablegen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/sidebar.py" />
            <source>All commands</source>
            <translation>Alle Befehle</translation>
        </message>
        <message>
            <location filename="../../photohash/app/viewer/compare_view.py" />
            <source>Enter puts a photo in the place of the current one.</source>
            <translation>Eingabe setzt ein Foto an die Stelle des jetzigen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/viewer/compare_view.py" />
            <source>Further photos</source>
            <translation>Weitere Fotos</translation>
        </message>
        <message>
            <location filename="../../photohash/app/viewer/compare_view.py" />
            <source>Put in the place of the current one</source>
            <translation>An die Stelle des jetzigen setzen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/viewer/full_screen.py" />
            <source>{percent} %</source>
            <translation>{percent} %</translation>
        </message>
        <message>
            <location filename="../../photohash/app/viewer/full_screen.py" />
            <source>{place} of {total}</source>
            <translation>{place} von {total}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/viewer/large_pictures.py" />
            <source>One of the two {reason}, so there is no difference to show.</source>
            <translation>Eines der beiden {reason}, darum gibt es keinen Unterschied zu zeigen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/viewer/large_pictures.py" />
            <source>could not be shown</source>
            <translation>konnte nicht gezeigt werden</translation>
        </message>
        <message>
            <location filename="../../photohash/app/viewer/pair.py" />
            <source>Comparing the two…</source>
            <translation>Die beiden werden verglichen …</translation>
        </message>
        <message>
            <location filename="../../photohash/app/viewer/pair.py" />
            <source>Every pixel is the same.</source>
            <translation>Jedes Pixel ist gleich.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/viewer/pair.py" />
            <source>More than saving again leaves</source>
            <translation>Mehr, als neues Speichern hinterlässt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/viewer/pair.py" />
            <source>Nothing differs by more than saving again leaves; {rest}.</source>
            <translation>Nichts weicht stärker ab, als es neues Speichern hinterlässt; {rest}.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/viewer/pair.py" />
            <source>Only in the first</source>
            <translation>Nur im ersten</translation>
        </message>
        <message>
            <location filename="../../photohash/app/viewer/pair.py" />
            <source>Place of the line between the two photos</source>
            <translation>Lage der Linie zwischen den beiden Fotos</translation>
        </message>
        <message>
            <location filename="../../photohash/app/viewer/pair.py" />
            <source>Small differences, drawn {times} times as strong</source>
            <translation>Kleine Unterschiede, {times}-fach verstärkt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/viewer/pair.py" />
            <source>less than 0.1</source>
            <translation>weniger als 0,1</translation>
        </message>
        <message>
            <location filename="../../photohash/app/viewer/pair.py" />
            <source>the rest differs by {levels} of 255 levels on average</source>
            <translation>der Rest weicht im Mittel um {levels} von 255 Stufen ab</translation>
        </message>
        <message>
            <location filename="../../photohash/app/viewer/pair.py" />
            <source>{one} against {other}</source>
            <translation>{one} gegen {other}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/viewer/pair.py" />
            <source>{percent} % of what both show differs by more than saving again leaves; {rest}.</source>
            <translation>{percent} % des Gemeinsamen weichen stärker ab, als es neues Speichern hinterlässt; {rest}.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/viewer/panes.py" />
            <source>Choose whether this photo goes. (Space)</source>
            <translation>Wählen, ob dieses Foto weg soll. (Leertaste)</translation>
        </message>
        <message>
            <location filename="../../photohash/app/viewer/panes.py" />
            <source>Photo {number}: {name}</source>
            <translation>Foto {number}: {name}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/viewer/panes.py" />
            <source>This file {reason}</source>
            <translation>Diese Datei {reason}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/viewer/panes.py" />
            <source>Tick {name}</source>
            <translation>{name} anhaken</translation>
        </message>
        <message>
            <location filename="../../photohash/app/viewer/panes.py" />
            <source>current</source>
            <translation>jetziges</translation>
        </message>
        <message>
            <location filename="../../photohash/app/viewer/panes.py" />
            <source>mirrored to match</source>
            <translation>passend gespiegelt</translation>
        </message>
        <message>
            <location filename="../../photohash/app/viewer/panes.py" />
            <source>turned by {angle}° to match</source>
            <translation>passend um {angle}° gedreht</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/before_after.py" />
            <source>After</source>
            <translation>Nachher</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/before_after.py" />
            <source>Album by album</source>
            <translation>Album für Album</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/before_after.py" />
            <source>Before</source>
            <translation>Vorher</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/before_after.py" />
            <source>No clear improvement</source>
            <translation>Keine klare Verbesserung</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/before_after.py" />
            <source>Of the photos found first, {before}% were from the same album before, and {after}% are now.</source>
            <translation>Von den zuerst gefundenen Fotos waren vorher {before} % aus demselben Album, jetzt sind es {after} %.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/before_after.py" />
            <source>Photos</source>
            <translation>Fotos</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/before_after.py" />
            <source>The photo that was asked about</source>
            <translation>Das Foto, nach dem gefragt wurde</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/before_after.py" />
            <source>These photos were held back: neither model has seen them. A tick marks a photo of the same album. Each finds as many as could be right.</source>
            <translation>Diese Fotos wurden zurückgehalten: Keines der Modelle hat sie gesehen. Ein Haken steht für ein Foto aus demselben Album. Jedes findet so viele, wie richtig sein können.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/before_after.py" />
            <source>What it finds for your photos</source>
            <translation>Was es zu deinen Fotos findet</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/before_after.py" />
            <source>Your model is better</source>
            <translation>Dein Modell ist besser</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/before_after.py" />
            <source>Your model is not better</source>
            <translation>Dein Modell ist nicht besser</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/before_after.py" />
            <source>and {albums} more</source>
            <translation>und {albums} mehr</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/before_after.py" />
            <source>gained {n}</source>
            <translation>{n} gewonnen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/before_after.py" />
            <source>lost {n}</source>
            <translation>{n} verloren</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/before_after.py" />
            <source>mAP on photos held back: {before} before, {after} after. The difference is {gain}.</source>
            <translation>mAP auf zurückgehaltenen Fotos: vorher {before}, nachher {after}. Der Unterschied ist {gain}.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/before_after.py" />
            <source>the same</source>
            <translation>gleich</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/before_after.py" />
            <source>{mean} ({low} to {high})</source>
            <translation>{mean} ({low} bis {high})</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/before_after.py" />
            <source>{name}: {right} of {all} right</source>
            <translation>{name}: {right} von {all} richtig</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/wizard/before_after.py" />
            <source>{n} albums</source>
            <translation>
                <numerusform>{n} Album</numerusform>
                <numerusform>{n} Alben</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/check.py" />
            <source>Add photos</source>
            <translation>Fotos hinzufügen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/check.py" />
            <source>Add photos to {album}</source>
            <translation>Fotos zu {album} hinzufügen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/check.py" />
            <source>Advice</source>
            <translation>Rat</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/check.py" />
            <source>An album needs {n} photos to learn from. Photos that are not at hand or in several of these albums do not count, and copies of one another count once.</source>
            <translation>Ein Album braucht {n} Fotos zum Lernen. Fotos, die fehlen oder in mehreren dieser Alben liegen, zählen nicht, und Kopien voneinander zählen einmal.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/check.py" />
            <source>Leave as it is</source>
            <translation>So lassen</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/wizard/check.py" />
            <source>Look at them</source>
            <translation>
                <numerusform>Ansehen</numerusform>
                <numerusform>Ansehen</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/check.py" />
            <source>Looking at the albums</source>
            <translation>Die Alben werden angesehen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/check.py" />
            <source>Looking at the albums: are there enough photos, and is each in the right place?</source>
            <translation>Die Alben werden angesehen: Sind es genug Fotos, und ist jedes am richtigen Platz?</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/check.py" />
            <source>Move to {album}</source>
            <translation>Nach {album} verschieben</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/check.py" />
            <source>Needs fixing</source>
            <translation>Muss behoben werden</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/wizard/check.py" />
            <source>Nothing is in the way. {n} things would make the result better.</source>
            <translation>
                <numerusform>Nichts steht im Weg. {n} Sache würde das Ergebnis verbessern.</numerusform>
                <numerusform>Nichts steht im Weg. {n} Dinge würden das Ergebnis verbessern.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/check.py" />
            <source>Nothing is in the way: these {albums} albums can be learnt as they are.</source>
            <translation>Nichts steht im Weg: Diese {albums} Alben können so gelernt werden.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/check.py" />
            <source>Take out of {album}</source>
            <translation>Aus {album} herausnehmen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/check.py" />
            <source>Train without it</source>
            <translation>Ohne dieses Album lernen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/check.py" />
            <source>Train without these {n} albums</source>
            <translation>Ohne diese {n} Alben lernen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/check.py" />
            <source>Train without {album}</source>
            <translation>Ohne {album} trainieren</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/check.py" />
            <source>{n} of {needed}</source>
            <translation>{n} von {needed}</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/wizard/check.py" />
            <source>{n} photos that this is about</source>
            <translation>
                <numerusform>{n} Foto, um das es geht</numerusform>
                <numerusform>{n} Fotos, um die es geht</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/wizard/check.py" />
            <source>{n} things are in the way.</source>
            <translation>
                <numerusform>{n} Sache steht im Weg.</numerusform>
                <numerusform>{n} Dinge stehen im Weg.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/choose_albums.py" />
            <source>Choose all</source>
            <translation>Alle wählen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/choose_albums.py" />
            <source>Choose none</source>
            <translation>Keines wählen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/choose_albums.py" />
            <source>Go to the albums</source>
            <translation>Zu den Alben</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/choose_albums.py" />
            <source>Put photos that belong together into albums first, for example each of your children, or dogs and cats. {n} photos in each of two albums are a beginning.</source>
            <translation>Lege zuerst Fotos, die zusammengehören, in Alben, zum Beispiel jedes deiner Kinder, oder Hunde und Katzen. {n} Fotos in jedem von zwei Alben sind ein Anfang.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/choose_albums.py" />
            <source>Some photos of {album}</source>
            <translation>Einige Fotos aus {album}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/choose_albums.py" />
            <source>photohash learns to tell the albums you tick apart. Choose at least two.</source>
            <translation>photohash lernt, die angehakten Alben zu unterscheiden. Wähle mindestens zwei.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/choose_albums.py" />
            <source>{albums}, {photos}.</source>
            <translation>{albums}, {photos}.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/choose_albums.py" />
            <source>{here}, {all} in all</source>
            <translation>{here}, insgesamt {all}</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/wizard/choose_albums.py" />
            <source>{n} albums chosen</source>
            <translation>
                <numerusform>{n} Album gewählt</numerusform>
                <numerusform>{n} Alben gewählt</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/method.py" />
            <source>How much time do you have? photohash measures your computer first and then says what it will do.</source>
            <translation>Wie viel Zeit hast du? photohash misst zuerst deinen Rechner und sagt dann, was es tun wird.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/method.py" />
            <source>Length of a code</source>
            <translation>Länge eines Codes</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/method.py" />
            <source>Longer codes tell more albums apart and take more room. 64 bits are enough for dozens of albums.</source>
            <translation>Längere Codes unterscheiden mehr Alben und brauchen mehr Platz. 64 Bit reichen für Dutzende Alben.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/method.py" />
            <source>Method</source>
            <translation>Verfahren</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/method.py" />
            <source>{bits} bits</source>
            <translation>{bits} Bit</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/method.py" />
            <source>{method} (recommended)</source>
            <translation>{method} (empfohlen)</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/plot.py" />
            <source>{title}: {first} at first, {last} now, {best} at most, {least} at least.</source>
            <translation>{title}: anfangs {first}, jetzt {last}, höchstens {best}, mindestens {least}.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/score_bars.py" />
            <source>How well your albums are told apart, from 0 to 1: {before} before, {after} after</source>
            <translation>Wie gut deine Alben unterschieden werden, von 0 bis 1: vorher {before}, nachher {after}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/step_rail.py" />
            <source>Step {place} of {steps}: {name}</source>
            <translation>Schritt {place} von {steps}: {name}</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/teach_page.py" />
            <source>A model of your own that tells your albums apart the way you do.</source>
            <translation>Ein eigenes Modell, das deine Alben so unterscheidet wie du.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/teach_page.py" />
            <source>Adopt</source>
            <translation>Übernehmen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/teach_page.py" />
            <source>Before and after</source>
            <translation>Vorher und nachher</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/teach_page.py" />
            <source>Begin training</source>
            <translation>Anlernen beginnen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/teach_page.py" />
            <source>Cancel training…</source>
            <translation>Anlernen abbrechen …</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/teach_page.py" />
            <source>Check</source>
            <translation>Prüfen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/teach_page.py" />
            <source>Discard…</source>
            <translation>Verwerfen …</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/teach_page.py" />
            <source>Learning</source>
            <translation>Lernen</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/wizard/training.py" />
            <source>About {n} minutes in all.</source>
            <translation>
                <numerusform>Insgesamt etwa {n} Minute.</numerusform>
                <numerusform>Insgesamt etwa {n} Minuten.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/training.py" />
            <source>Getting ready</source>
            <translation>Vorbereitung</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/training.py" />
            <source>How far off it still is. The curve begins with the first step.</source>
            <translation>Wie weit es noch daneben liegt. Die Kurve beginnt mit dem ersten Schritt.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/training.py" />
            <source>How well photos that it does not learn from are told apart, from 0 to 1. It comes a little later.</source>
            <translation>Wie gut Fotos unterschieden werden, aus denen es nicht lernt, von 0 bis 1. Das kommt etwas später.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/training.py" />
            <source>Loss</source>
            <translation>Verlust</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/training.py" />
            <source>Making the best so far the model</source>
            <translation>Das Beste bisher wird zum Modell</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/training.py" />
            <source>Progress of the training</source>
            <translation>Fortschritt des Anlernens</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/training.py" />
            <source>Steps</source>
            <translation>Schritte</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/training.py" />
            <source>Stop and keep the best so far</source>
            <translation>Aufhören und das Beste bisher behalten</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/training.py" />
            <source>The curve begins anew each time photohash learns without some of the photos: on those it measures honestly what it has learnt.</source>
            <translation>Die Kurve beginnt jedes Mal neu, wenn photohash ohne einen Teil der Fotos lernt: An diesen misst es ehrlich, was es gelernt hat.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/app/wizard/training.py" />
            <source>The plan: learn from what photohash already sees in your photos, then take {n} steps to see them anew.</source>
            <translation>
                <numerusform>Der Plan: aus dem lernen, was photohash in deinen Fotos schon sieht, dann {n} Schritt, um sie neu zu sehen.</numerusform>
                <numerusform>Der Plan: aus dem lernen, was photohash in deinen Fotos schon sieht, dann {n} Schritte, um sie neu zu sehen.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/training.py" />
            <source>The plan: learn from what photohash already sees in your photos.</source>
            <translation>Der Plan: aus dem lernen, was photohash in deinen Fotos schon sieht.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/training.py" />
            <source>Training could not go on</source>
            <translation>Das Training konnte nicht weitergehen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/training.py" />
            <source>Training is being ended</source>
            <translation>Das Anlernen wird beendet</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/training.py" />
            <source>What was learnt so far is kept. Continue picks up where it left off.</source>
            <translation>Das bisher Gelernte bleibt erhalten. Mit Fortsetzen geht es dort weiter, wo es aufgehört hat.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/training.py" />
            <source>You can go on using photohash meanwhile. If you close the window, training stops; next time you can continue where it left off.</source>
            <translation>Du kannst photohash währenddessen weiter benutzen. Schließt du das Fenster, hält das Training an; beim nächsten Mal kannst du es dort fortsetzen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/training.py" />
            <source>almost done</source>
            <translation>fast fertig</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/training.py" />
            <source>mAP of photos held back</source>
            <translation>mAP zurückgehaltener Fotos</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/words.py" />
            <source>A coffee: about 5 minutes</source>
            <translation>Ein Kaffee: etwa 5 Minuten</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/words.py" />
            <source>DAH</source>
            <translation>DAH</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/words.py" />
            <source>DAHP</source>
            <translation>DAHP</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/words.py" />
            <source>DHIDA</source>
            <translation>DHIDA</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/words.py" />
            <source>Gives each album a code of its own, as far from the others as possible, and pulls photos to it.</source>
            <translation>Gibt jedem Album einen eigenen Code, so weit wie möglich von den anderen entfernt, und zieht die Fotos dorthin.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/words.py" />
            <source>Goes over your photos until nothing more is gained, usually long before the morning.</source>
            <translation>Geht deine Fotos durch, bis nichts mehr zu gewinnen ist, meist lange vor dem Morgen.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/words.py" />
            <source>Learns from what photohash already sees in your photos. Enough for a first model.</source>
            <translation>Lernt aus dem, was photohash in deinen Fotos schon sieht. Genug für ein erstes Modell.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/words.py" />
            <source>Looking for the photos</source>
            <translation>Die Fotos werden gesucht</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/words.py" />
            <source>Looks at what is special in each photo; also learns albums that differ only in small details.</source>
            <translation>Achtet auf das Besondere jedes Fotos; lernt auch Alben, die sich nur in Kleinigkeiten unterscheiden.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/words.py" />
            <source>Lunch: about 30 minutes</source>
            <translation>Mittagessen: etwa 30 Minuten</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/words.py" />
            <source>Measuring on photos held back</source>
            <translation>Messen an zurückgehaltenen Fotos</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/words.py" />
            <source>Overnight: up to 8 hours</source>
            <translation>Über Nacht: bis zu 8 Stunden</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/words.py" />
            <source>Pulls photos of one album together and keeps photos of different albums a set distance apart.</source>
            <translation>Zieht Fotos eines Albums zusammen und hält Fotos verschiedener Alben in festem Abstand.</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/words.py" />
            <source>Reading the photos</source>
            <translation>Die Fotos werden gelesen</translation>
        </message>
        <message>
            <location filename="../../photohash/app/wizard/words.py" />
            <source>The same, and then teaches it to look at your photos differently, as far as the time allows.</source>
            <translation>Dasselbe, und lernt dann, deine Fotos anders zu sehen, soweit die Zeit reicht.</translation>
        </message>
        <message>
            <location filename="../../photohash/core/files.py" />
            <source>cannot be read: the drive reports an error</source>
            <translation>kann nicht gelesen werden: das Laufwerk meldet einen Fehler</translation>
        </message>
        <message>
            <location filename="../../photohash/core/files.py" />
            <source>cannot be read: {0}</source>
            <translation>kann nicht gelesen werden: {0}</translation>
        </message>
        <message>
            <location filename="../../photohash/core/files.py" />
            <source>cannot be written: a file is in the way of its folder</source>
            <translation>kann nicht geschrieben werden: eine Datei steht seinem Ordner im Weg</translation>
        </message>
        <message>
            <location filename="../../photohash/core/files.py" />
            <source>cannot be written: it is larger than a file may be there</source>
            <translation>kann nicht geschrieben werden: so groß darf eine Datei dort nicht sein</translation>
        </message>
        <message>
            <location filename="../../photohash/core/files.py" />
            <source>cannot be written: the disk is full</source>
            <translation>kann nicht geschrieben werden: die Platte ist voll</translation>
        </message>
        <message>
            <location filename="../../photohash/core/files.py" />
            <source>cannot be written: the disk is read-only</source>
            <translation>kann nicht geschrieben werden: die Platte ist schreibgeschützt</translation>
        </message>
        <message>
            <location filename="../../photohash/core/files.py" />
            <source>cannot be written: the drive reports an error</source>
            <translation>kann nicht geschrieben werden: das Laufwerk meldet einen Fehler</translation>
        </message>
        <message>
            <location filename="../../photohash/core/files.py" />
            <source>cannot be written: your share of the disk is used up</source>
            <translation>kann nicht geschrieben werden: dein Anteil an der Platte ist aufgebraucht</translation>
        </message>
        <message>
            <location filename="../../photohash/core/files.py" />
            <source>cannot be written: {0}</source>
            <translation>kann nicht geschrieben werden: {0}</translation>
        </message>
        <message>
            <location filename="../../photohash/core/files.py" />
            <source>has a name that is too long</source>
            <translation>hat einen zu langen Namen</translation>
        </message>
        <message>
            <location filename="../../photohash/core/files.py" />
            <source>is a folder, not a file</source>
            <translation>ist ein Ordner, keine Datei</translation>
        </message>
        <message>
            <location filename="../../photohash/core/files.py" />
            <source>is a link that leads in a circle</source>
            <translation>ist eine Verknüpfung, die im Kreis führt</translation>
        </message>
        <message>
            <location filename="../../photohash/core/files.py" />
            <source>is in the way: there is something of that name already</source>
            <translation>ist im Weg: es gibt dort schon etwas mit diesem Namen</translation>
        </message>
        <message>
            <location filename="../../photohash/core/files.py" />
            <source>is no longer there</source>
            <translation>ist nicht mehr da</translation>
        </message>
        <message>
            <location filename="../../photohash/core/files.py" />
            <source>is not a regular file</source>
            <translation>ist keine gewöhnliche Datei</translation>
        </message>
        <message>
            <location filename="../../photohash/core/files.py" />
            <source>may not be read: permission denied</source>
            <translation>darf nicht gelesen werden: Zugriff verweigert</translation>
        </message>
        <message>
            <location filename="../../photohash/core/files.py" />
            <source>may not be written: permission denied</source>
            <translation>darf nicht geschrieben werden: Zugriff verweigert</translation>
        </message>
        <message>
            <location filename="../../photohash/core/formatting.py" />
            <source>Not read, because photohash does not support these formats: {formats}.</source>
            <translation>Nicht gelesen, weil photohash diese Formate nicht unterstützt: {formats}.</translation>
        </message>
        <message>
            <location filename="../../photohash/core/formatting.py" />
            <source>a few seconds left</source>
            <translation>noch ein paar Sekunden</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/core/formatting.py" />
            <source>about {n} days left</source>
            <translation>
                <numerusform>noch etwa {n} Tag</numerusform>
                <numerusform>noch etwa {n} Tage</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/core/formatting.py" />
            <source>about {n} hours left</source>
            <translation>
                <numerusform>noch etwa {n} Stunde</numerusform>
                <numerusform>noch etwa {n} Stunden</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/core/formatting.py" />
            <source>about {n} minutes left</source>
            <translation>
                <numerusform>noch etwa {n} Minute</numerusform>
                <numerusform>noch etwa {n} Minuten</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/core/formatting.py" />
            <source>about {n} seconds left</source>
            <translation>noch etwa {n} Sekunden</translation>
        </message>
        <message>
            <location filename="../../photohash/core/formatting.py" />
            <source>{folder} is inside {root}, which is in the library already; it was brought up to date.</source>
            <translation>{folder} liegt in {root}, das schon in der Bibliothek ist; es wurde auf den neuesten Stand gebracht.</translation>
        </message>
        <message>
            <location filename="../../photohash/core/formatting.py" />
            <source>{folder} is part of {root} from now on, with what is protected and left out in it.</source>
            <translation>{folder} ist ab jetzt ein Teil von {root}, mit allem, was darin geschützt oder ausgelassen ist.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/core/formatting.py" />
            <source>{n} bytes</source>
            <translation>
                <numerusform>{n} Byte</numerusform>
                <numerusform>{n} Bytes</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Appearance</source>
            <translation>Aussehen</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Browsing model</source>
            <translation>Modell zum Stöbern</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Browsing model before</source>
            <translation>Voriges Modell für Ähnliche</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Browsing model to come</source>
            <translation>Künftiges Modell für Ähnliche</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Dark</source>
            <translation>Dunkel</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Deutsch</source>
            <translation>Deutsch</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>English</source>
            <translation>English</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>How alike</source>
            <translation>Wie ähnlich</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>How alike photos of one cluster are in the window, from 1e-6 (tight) to 1e-4 (loose).</source>
            <translation>Wie ähnlich sich Fotos einer Gruppe im Fenster sind, von 1e-6 (eng) bis 1e-4 (weit).</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>How far photohash looks for candidates. Every candidate is verified before it is called a copy.</source>
            <translation>Wie weit photohash nach Kandidaten sucht. Jeder Kandidat wird geprüft, bevor er Kopie heißt.</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>How large pictures are shown, on every page.</source>
            <translation>Wie groß Bilder gezeigt werden, auf jeder Seite.</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Keys that were changed, as one JSON object: the name of a command and its keys.</source>
            <translation>Geänderte Tasten, als ein JSON-Objekt: der Name eines Befehls und seine Tasten.</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Last albums</source>
            <translation>Letzte Alben</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Last folder</source>
            <translation>Letzter Ordner</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Light</source>
            <translation>Hell</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Light or dark colours.</source>
            <translation>Helle oder dunkle Farben.</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Like the system</source>
            <translation>Wie das System</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Models put down</source>
            <translation>Abgelegte Modelle</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Normal</source>
            <translation>Normal</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Put away</source>
            <translation>Wegräumen</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Search</source>
            <translation>Suche</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Strict</source>
            <translation>Streng</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>The albums that photos were added to last, by number, set apart by commas.</source>
            <translation>Die Alben, in die zuletzt Fotos aufgenommen wurden, als Nummern, durch Kommas getrennt.</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>The hash that copies are found with. Codes of the other models are kept.</source>
            <translation>Das Modell, mit dem Kopien gefunden werden. Codes der anderen Modelle bleiben.</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>The hash that look-alikes were told by before; its codes are kept, so that it can be gone back to at once.</source>
            <translation>Der Hash, der Ähnliche vorher erkannte; seine Codes bleiben, damit es sofort zurückgeht.</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>The hash that takes over from the browsing model as soon as every photo has a code of it; empty for none.</source>
            <translation>Der Hash, der Ähnliche erkennen wird, sobald jedes Foto seinen Code hat; leer für keinen.</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>The hashes whose codes are dropped at the next search, set apart by commas.</source>
            <translation>Die Hashes, deren Codes bei der nächsten Suche entfallen, durch Kommas getrennt.</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>The language of the window. A change shows when photohash is next opened.</source>
            <translation>Die Sprache des Fensters. Eine Änderung zeigt sich beim nächsten Öffnen von photohash.</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>The model that look-alikes use, beside the one that finds copies; empty for none.</source>
            <translation>Das Modell für ähnliche Fotos, neben dem, das Kopien findet; leer für keines.</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>The settings could not be saved in {0}: {1}.</source>
            <translation>Die Einstellungen konnten nicht in {0} gesichert werden: {1}.</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Thumbnails</source>
            <translation>Vorschaubilder</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>What is done to ticked photos: a word that photohash apply takes after --to.</source>
            <translation>Was mit angehakten Fotos geschieht: ein Wort, das photohash apply nach --to nimmt.</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>What the photos of a cluster have in common in the window.</source>
            <translation>Was die Fotos einer Gruppe im Fenster gemeinsam haben.</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Where the window's folder dialogs open.</source>
            <translation>Wo die Ordnerdialoge des Fensters aufgehen.</translation>
        </message>
        <message>
            <location filename="../../photohash/core/settings.py" />
            <source>Which photo of a group stays: rules of photohash apply, set apart by commas; empty for the best picture.</source>
            <translation>Welches Foto einer Gruppe bleibt: Regeln von photohash apply, durch Kommas getrennt; leer für das beste Bild.</translation>
        </message>
        <message>
            <location filename="../../photohash/core/task.py" />
            <source>Comparing photos</source>
            <translation>Fotos werden verglichen</translation>
        </message>
        <message>
            <location filename="../../photohash/core/task.py" />
            <source>Looking for photos</source>
            <translation>Fotos werden gesucht</translation>
        </message>
        <message>
            <location filename="../../photohash/core/task.py" />
            <source>Measuring</source>
            <translation>Es wird gemessen</translation>
        </message>
        <message>
            <location filename="../../photohash/core/task.py" />
            <source>Preparing look-alikes</source>
            <translation>Ähnliche werden vorbereitet</translation>
        </message>
        <message>
            <location filename="../../photohash/core/task.py" />
            <source>Putting copies away</source>
            <translation>Kopien werden weggeräumt</translation>
        </message>
        <message>
            <location filename="../../photohash/core/task.py" />
            <source>Reading photos</source>
            <translation>Fotos werden gelesen</translation>
        </message>
        <message>
            <location filename="../../photohash/core/task.py" />
            <source>Taking back</source>
            <translation>Wird zurückgenommen</translation>
        </message>
        <message>
            <location filename="../../photohash/core/task.py" />
            <source>Training</source>
            <translation>Es wird trainiert</translation>
        </message>
        <message>
            <location filename="../../photohash/core/task.py" />
            <source>Verifying copies</source>
            <translation>Kopien werden geprüft</translation>
        </message>
        <message>
            <location filename="../../photohash/core/task.py" />
            <source>Waiting</source>
            <translation>Wartet</translation>
        </message>
        <message>
            <location filename="../../photohash/core/task.py" />
            <source>Watching folders</source>
            <translation>Ordner werden beobachtet</translation>
        </message>
        <message>
            <location filename="../../photohash/hashing/card.py" />
            <source>a line of text</source>
            <translation>eine Zeile Text</translation>
        </message>
        <message>
            <location filename="../../photohash/hashing/card.py" />
            <source>a multiple of 32, at most 1024</source>
            <translation>ein Vielfaches von 32, höchstens 1024</translation>
        </message>
        <message>
            <location filename="../../photohash/hashing/card.py" />
            <source>a whole number from {0} to {1}</source>
            <translation>eine ganze Zahl von {0} bis {1}</translation>
        </message>
        <message>
            <location filename="../../photohash/hashing/card.py" />
            <source>a word of small letters and digits</source>
            <translation>ein Wort aus Kleinbuchstaben und Ziffern</translation>
        </message>
        <message>
            <location filename="../../photohash/hashing/card.py" />
            <source>an object</source>
            <translation>ein Objekt</translation>
        </message>
        <message>
            <location filename="../../photohash/hashing/card.py" />
            <source>an object of falling distances for {0}</source>
            <translation>ein Objekt fallender Abstände für {0}</translation>
        </message>
        <message>
            <location filename="../../photohash/hashing/card.py" />
            <source>an object of file names of this directory, {0}, {1} and {2} among them, with SHA-256</source>
            <translation>ein Objekt aus Dateinamen dieses Verzeichnisses, darunter {0}, {1} und {2}, mit SHA-256</translation>
        </message>
        <message>
            <location filename="../../photohash/hashing/card.py" />
            <source>{0} is a link; a model directory must hold its own files.</source>
            <translation>{0} ist eine Verknüpfung; ein Modellverzeichnis muss eigene Dateien enthalten.</translation>
        </message>
        <message>
            <location filename="../../photohash/hashing/card.py" />
            <source>{0} is not a model directory: its {1} cannot be read ({2}).</source>
            <translation>{0} ist kein Modellverzeichnis: {1} darin lässt sich nicht lesen ({2}).</translation>
        </message>
        <message>
            <location filename="../../photohash/hashing/card.py" />
            <source>{0} is not a valid model card: {1}.</source>
            <translation>{0} ist keine gültige Modellkarte: {1}.</translation>
        </message>
        <message>
            <location filename="../../photohash/hashing/card.py" />
            <source>{0} is not the file the model's card describes; get the model again.</source>
            <translation>{0} ist nicht die Datei, die auf der Karte des Modells steht; bitte das Modell neu besorgen.</translation>
        </message>
        <message>
            <location filename="../../photohash/hashing/card.py" />
            <source>{0} is too large to be a model card.</source>
            <translation>{0} ist zu groß für eine Modellkarte.</translation>
        </message>
        <message>
            <location filename="../../photohash/hashing/card.py" />
            <source>{0}, which the model's card names, cannot be read ({1}).</source>
            <translation>{0} steht auf der Karte des Modells und lässt sich nicht lesen ({1}).</translation>
        </message>
        <message>
            <location filename="../../photohash/hashing/model_store.py" />
            <source>A model cannot be named so: {0}.</source>
            <translation>So kann ein Modell nicht heißen: {0}.</translation>
        </message>
        <message>
            <location filename="../../photohash/hashing/model_store.py" />
            <source>The card of {0} cannot be written: {1}.</source>
            <translation>Die Karte von {0} lässt sich nicht schreiben: {1}.</translation>
        </message>
        <message>
            <location filename="../../photohash/hashing/model_store.py" />
            <source>The model {0} could not be copied to {1}: {2}.</source>
            <translation>Das Modell {0} konnte nicht nach {1} kopiert werden: {2}.</translation>
        </message>
        <message>
            <location filename="../../photohash/hashing/model_store.py" />
            <source>There is a model called “{0}” already. Choose another name.</source>
            <translation>Ein Modell namens „{0}“ gibt es schon. Wähle einen anderen Namen.</translation>
        </message>
        <message>
            <location filename="../../photohash/hashing/model_store.py" />
            <source>There is a model {0} already. Remove it first: photohash models remove {1}</source>
            <translation>Ein Modell {0} gibt es schon. Bitte erst entfernen: photohash models remove {1}</translation>
        </message>
        <message>
            <location filename="../../photohash/hashing/model_store.py" />
            <source>There is no model {0} in {1}.</source>
            <translation>In {1} gibt es kein Modell {0}.</translation>
        </message>
        <message>
            <location filename="../../photohash/hashing/model_store.py" />
            <source>{0} comes with photohash and cannot be removed or renamed.</source>
            <translation>{0} gehört zu photohash und lässt sich weder entfernen noch umbenennen.</translation>
        </message>
        <message>
            <location filename="../../photohash/hashing/model_store.py" />
            <source>{0} is in use. Choose another model in the settings first, then remove it.</source>
            <translation>{0} wird benutzt. Wähle erst in den Einstellungen ein anderes Modell und entferne es dann.</translation>
        </message>
        <message>
            <location filename="../../photohash/hashing/model_store.py" />
            <source>{0} is there already. Choose another folder, or move that away.</source>
            <translation>{0} gibt es schon. Bitte einen anderen Ordner wählen oder das wegräumen.</translation>
        </message>
        <message>
            <location filename="../../photohash/hashing/runtime.py" />
            <source>Model {0} is of a kind this photohash does not know. {1}</source>
            <translation>Das Modell {0} ist von einer Art, die dieses photohash nicht kennt. {1}</translation>
        </message>
        <message>
            <location filename="../../photohash/hashing/runtime.py" />
            <source>Model {0} wants pictures prepared by {1}; a newer photohash may know how.</source>
            <translation>Das Modell {0} braucht Bilder, die mit {1} vorbereitet sind; ein neueres photohash kann das vielleicht.</translation>
        </message>
        <message>
            <location filename="../../photohash/hashing/runtime.py" />
            <source>The network of model {0} takes {1} and gives {2}, which is not what its card says.</source>
            <translation>Das Netz des Modells {0} nimmt {1} und gibt {2}; das ist nicht, was seine Karte sagt.</translation>
        </message>
        <message>
            <location filename="../../photohash/hashing/runtime.py" />
            <source>There is no model called {0}. Models at hand: {1}.</source>
            <translation>Ein Modell namens {0} gibt es nicht. Vorhanden sind: {1}.</translation>
        </message>
        <message>
            <location filename="../../photohash/hashing/runtime.py" />
            <source>This computer has no {0} device for torch; use the CPU.</source>
            <translation>Dieser Rechner hat kein {0}-Gerät für torch; bitte die CPU nehmen.</translation>
        </message>
        <message>
            <location filename="../../photohash/hashing/runtime.py" />
            <source>{0} cannot be run by OpenVINO; get the model again.</source>
            <translation>{0} lässt sich mit OpenVINO nicht ausführen; bitte das Modell neu besorgen.</translation>
        </message>
        <message>
            <location filename="../../photohash/hashing/runtime.py" />
            <source>{0} does not hold the weights of the network its card describes.</source>
            <translation>{0} enthält nicht die Gewichte des Netzes, das seine Karte beschreibt.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/batching.py" />
            <source>goes with {0}</source>
            <translation>geht mit {0}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/batching.py" />
            <source>is a pair with {0}, which {1}</source>
            <translation>ist ein Paar mit {0}; dieses {1}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/companions.py" />
            <source>lies in a folder that {0}</source>
            <translation>liegt in einem Ordner, der {0}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/destinations.py" />
            <source>cannot be named: every candidate name in {0} is taken</source>
            <translation>kann nicht benannt werden: jeder mögliche Name in {0} ist vergeben</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/destinations.py" />
            <source>cannot be put into a quarantine: nothing may be written in its folder</source>
            <translation>kann nicht in eine Quarantäne: im Ordner darf nichts geschrieben werden</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/error_messages.py" />
            <source>cannot be acted on: its new name is taken</source>
            <translation>kann nicht bearbeitet werden: der neue Name ist vergeben</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/error_messages.py" />
            <source>cannot be acted on: its target is on another volume</source>
            <translation>kann nicht bearbeitet werden: das Ziel liegt auf einem anderen Laufwerk</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/error_messages.py" />
            <source>cannot be acted on: permission denied</source>
            <translation>kann nicht bearbeitet werden: Zugriff verweigert</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/error_messages.py" />
            <source>cannot be acted on: the disk is full</source>
            <translation>kann nicht bearbeitet werden: die Platte ist voll</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/error_messages.py" />
            <source>cannot be acted on: the disk is read-only</source>
            <translation>kann nicht bearbeitet werden: die Platte ist schreibgeschützt</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/error_messages.py" />
            <source>cannot be acted on: the drive reports an error</source>
            <translation>kann nicht bearbeitet werden: das Laufwerk meldet einen Fehler</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/error_messages.py" />
            <source>cannot be acted on: this file system cannot do that</source>
            <translation>kann nicht bearbeitet werden: dieses Dateisystem kann das nicht</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/error_messages.py" />
            <source>cannot be acted on: your share of the disk is used up</source>
            <translation>kann nicht bearbeitet werden: der zugeteilte Plattenplatz ist aufgebraucht</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/execution.py" />
            <source>and its keeper {0} are one file, reached over two file systems: it was put back</source>
            <translation>und das behaltene {0} sind eine Datei, über zwei Dateisysteme erreicht: es wurde zurückgelegt</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/execution.py" />
            <source>every candidate name is taken</source>
            <translation>jeder mögliche Name ist vergeben</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/execution.py" />
            <source>has metadata that its keeper lacks, and the sidecar {0} {1}</source>
            <translation>hat Metadaten, die dem behaltenen fehlen, und die Begleitdatei {0} {1}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/execution.py" />
            <source>is done, but the disk did not confirm it; it is rechecked at the next start</source>
            <translation>ist erledigt, aber die Platte hat es nicht bestätigt; beim nächsten Start wird es noch einmal geprüft</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/execution.py" />
            <source>makes photohash fail, which is a bug: please report it</source>
            <translation>bringt photohash zum Absturz; das ist ein Fehler: bitte melden</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/execution.py" />
            <source>photohash failed to check {0}</source>
            <translation>photohash konnte {0} nicht prüfen</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/execution.py" />
            <source>stays, because its keeper {0} changed</source>
            <translation>bleibt, weil sich das behaltene {0} geändert hat</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/execution.py" />
            <source>stays, because its keeper {0} could not be read any more once it was acted on</source>
            <translation>bleibt, weil das behaltene {0} danach nicht mehr gelesen werden konnte</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/execution.py" />
            <source>stays, because its keeper {0} was changed just now</source>
            <translation>bleibt, weil das behaltene {0} gerade eben geändert wurde</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/execution.py" />
            <source>was changed just now</source>
            <translation>wurde gerade eben geändert</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/execution.py" />
            <source>was not touched, because the run was stopped</source>
            <translation>wurde nicht angerührt, weil der Durchgang beendet wurde</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/execution.py" />
            <source>was refused by the trash: it {0}; so it goes to the quarantine</source>
            <translation>wurde vom Papierkorb abgewiesen: es {0}; darum kommt es in die Quarantäne</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/execution.py" />
            <source>what was begun is taken back at the next start</source>
            <translation>was begonnen wurde, wird beim nächsten Start zurückgenommen</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/execution.py" />
            <source>{0} {1}, and the run was stopped.</source>
            <translation>{0} {1}, und der Durchgang wurde beendet.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/execution.py" />
            <source>{0}, and the run was stopped</source>
            <translation>{0}, und der Durchgang wurde beendet</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/file_actions.py" />
            <source>There is no entry {0} in the journal. See it with: photohash history</source>
            <translation>Im Verlauf gibt es keinen Eintrag {0}. Ihn zeigt: photohash history</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/file_actions.py" />
            <source>There is nothing to take back of entry {0} ({1}): it is {2}.</source>
            <translation>An Eintrag {0} ({1}) ist nichts zurückzunehmen: er ist {2}.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/file_actions.py" />
            <source>There is nothing to take back. See what was done with: photohash history</source>
            <translation>Es gibt nichts zurückzunehmen. Was geschehen ist, zeigt: photohash history</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/file_state.py" />
            <source>is a link to a file elsewhere, and not a file of its own</source>
            <translation>ist eine Verknüpfung zu einer Datei anderswo und keine eigene Datei</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/filesystem.py" />
            <source>this system has no reflinks that photohash can make</source>
            <translation>dieses System hat keine Klone, die photohash machen kann</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/freedesktop_trash.py" />
            <source>has no trash can on its volume: nothing may be written in {0}</source>
            <translation>hat keinen Papierkorb auf seinem Laufwerk: in {0} darf nichts geschrieben werden</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/journal_check.py" />
            <source>is left alone: it is in no folder of the library now. Add its folder again with photohash scan FOLDER</source>
            <translation>bleibt unberührt: es liegt jetzt in keinem Ordner der Bibliothek. Sein Ordner kommt wieder hinein mit photohash scan ORDNER</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/journal_check.py" />
            <source>is left alone: the journal names places that photohash never uses</source>
            <translation>bleibt unberührt: der Verlauf nennt Orte, die photohash nie benutzt</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>A file outside of backups, downloads and exports.</source>
            <translation>Eine Datei außerhalb von Sicherungen, Downloads und Exporten.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>A file that holds all that another one does, and more.</source>
            <translation>Eine Datei, die alles enthält, was eine andere enthält, und mehr.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>A file with pages, depth or transparency.</source>
            <translation>Eine Datei mit Seiten, Tiefe oder Transparenz.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>A photo in a folder of your choice, wherever there is one.</source>
            <translation>Ein Foto in einem Ordner nach Wahl, wo immer es eines gibt.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>A photo in a folder whose photos are always kept.</source>
            <translation>Ein Foto in einem Ordner, dessen Fotos immer bleiben.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>A photo that still has its capture time.</source>
            <translation>Ein Foto, das seine Aufnahmezeit noch hat.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>A photo with a film of its moment inside.</source>
            <translation>Ein Foto mit einem Film des Moments darin.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>A photo with its raw file or Live Photo video beside it.</source>
            <translation>Ein Foto mit seiner Raw-Datei oder seinem Live-Foto-Video daneben.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>A raw or lossless file, rather than one that loses detail.</source>
            <translation>Eine Raw- oder verlustfreie Datei statt einer, die Einzelheiten verliert.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>A sound file, rather than a damaged one.</source>
            <translation>Eine heile Datei statt einer beschädigten.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>Always the same one, whichever it is. For groups that no other rule decides.</source>
            <translation>Immer dieselbe, gleich welche. Für Gruppen, die keine andere Regel entscheidet.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>Any</source>
            <translation>Beliebig</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>Has its capture time</source>
            <translation>Mit Aufnahmezeit</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>Has its other half</source>
            <translation>Mit seiner anderen Hälfte</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>In a folder of its own</source>
            <translation>Im eigenen Ordner</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>In a folder…</source>
            <translation>In einem Ordner …</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>In a protected folder</source>
            <translation>Im geschützten Ordner</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>Largest file</source>
            <translation>Größte Datei</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>Least compressed</source>
            <translation>Am wenigsten komprimiert</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>Like most others</source>
            <translation>Wie die meisten</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>Most complete</source>
            <translation>Am vollständigsten</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>Most metadata</source>
            <translation>Meiste Metadaten</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>Most pixels</source>
            <translation>Meiste Pixel</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>Motion photo</source>
            <translation>Bewegungsfoto</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>Newest file</source>
            <translation>Neueste Datei</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>Not enlarged</source>
            <translation>Nicht vergrößert</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>Not turned</source>
            <translation>Nicht gedreht</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>Oldest file</source>
            <translation>Älteste Datei</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>Pages, depth, transparency</source>
            <translation>Seiten, Tiefe, Transparenz</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>Plainest name</source>
            <translation>Schlichtester Name</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>Raw or lossless</source>
            <translation>Raw oder verlustfrei</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>Shortest path</source>
            <translation>Kürzester Pfad</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>The JPEG that was saved at the highest quality.</source>
            <translation>Das JPEG, das mit der höchsten Qualität gespeichert wurde.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>The file nearest to the top of your folders.</source>
            <translation>Die Datei, die in den Ordnern am weitesten oben liegt.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>The file that was changed least recently.</source>
            <translation>Die Datei, deren letzte Änderung am längsten her ist.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>The file that was changed most recently.</source>
            <translation>Die Datei, die zuletzt geändert wurde.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>The file whose name has no mark of a copy.</source>
            <translation>Die Datei, deren Name kein Zeichen einer Kopie trägt.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>The file with the most bytes.</source>
            <translation>Die Datei mit den meisten Bytes.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>The largest picture, even where it was altered.</source>
            <translation>Das größte Bild, auch wenn es verändert wurde.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>The photo that tells the most of how it was taken.</source>
            <translation>Das Foto, das am meisten über seine Aufnahme verrät.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>The picture at its own size, rather than one that was enlarged.</source>
            <translation>Das Bild in eigener Größe statt eines vergrößerten.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>The picture that looks like most of the others.</source>
            <translation>Das Bild, das aussieht wie die meisten anderen.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>The picture that was not cropped, framed, written on or made grey.</source>
            <translation>Das Bild, das nicht beschnitten, gerahmt, beschriftet oder entfärbt wurde.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>The picture that was not turned or mirrored from another one.</source>
            <translation>Das Bild, das nicht aus einem anderen gedreht oder gespiegelt wurde.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>There is no rule {0} to keep photos by. The rules are: {1}.</source>
            <translation>Eine Regel {0} zum Behalten von Fotos gibt es nicht. Die Regeln sind: {1}.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>Unaltered</source>
            <translation>Unverändert</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>Undamaged file</source>
            <translation>Unbeschädigte Datei</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>comes first</source>
            <translation>kommt zuerst</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>has its raw file or Live Photo video beside it</source>
            <translation>hat seine Raw-Datei oder sein Live-Foto-Video neben sich</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>has the shortest path</source>
            <translation>hat den kürzesten Pfad</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>is in a protected folder</source>
            <translation>liegt in einem geschützten Ordner</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>is in the folder named</source>
            <translation>liegt im genannten Ordner</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>is in {0}</source>
            <translation>liegt in {0}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>is not just a copy of it</source>
            <translation>ist nicht nur eine Kopie davon</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>is the newest file</source>
            <translation>ist die neueste Datei</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>lacks what that has: {0}</source>
            <translation>fehlt, was jenes hat: {0}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>sound</source>
            <translation>Ton</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>the place that your rules give it</source>
            <translation>der Platz nach den Regeln</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/keeper_choice.py" />
            <source>{0} is the one your rules keep. Beside {1} it {2}. Both stay.</source>
            <translation>{0} bleibt nach den Regeln. Neben {1} gilt: es {2}. Beide bleiben.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/metadata.py" />
            <source>has a sidecar of more than 4 MB ({0})</source>
            <translation>hat eine Begleitdatei von mehr als 4 MB ({0})</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/metadata.py" />
            <source>has a sidecar that cannot be read ({0})</source>
            <translation>hat eine unlesbare Begleitdatei ({0})</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/metadata.py" />
            <source>keywords</source>
            <translation>Stichwörter</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/links.py" />
            <source>cannot be taken back: it is no longer at {0}</source>
            <translation>kann nicht zurückgenommen werden: es ist nicht mehr in {0}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/links.py" />
            <source>cannot be taken back: neither it nor {0} has the bytes any more that both had</source>
            <translation>kann nicht zurückgenommen werden: weder es noch {0} hat noch die Bytes, die beide hatten</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/links.py" />
            <source>did not become a link to its keeper</source>
            <translation>wurde keine Verknüpfung zum behaltenen Foto</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/links.py" />
            <source>did not come back as it was; try again</source>
            <translation>kam nicht zurück, wie es war; bitte noch einmal versuchen</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/links.py" />
            <source>is no longer the link that photohash made; it stays as it is</source>
            <translation>ist nicht mehr die Verknüpfung, die photohash gemacht hat; es bleibt, wie es ist</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/links.py" />
            <source>is not at {0} as it was: another program was there</source>
            <translation>ist nicht mehr in {0}, wie es war: ein anderes Programm war da</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/links.py" />
            <source>was changed by another program meanwhile; it stays as it is</source>
            <translation>wurde inzwischen von einem anderen Programm geändert; es bleibt, wie es ist</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/links.py" />
            <source>was changed or replaced by another program at the last moment</source>
            <translation>wurde im letzten Moment von einem anderen Programm geändert oder ersetzt</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/links.py" />
            <source>was put back as {0}: its name is taken</source>
            <translation>wurde als {0} zurückgelegt: der Name ist vergeben</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/metadata_rescue.py" />
            <source>has a sidecar that was changed by another program at the last moment</source>
            <translation>hat eine Begleitdatei, die ein anderes Programm im letzten Moment geändert hat</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/metadata_rescue.py" />
            <source>has no place for its old sidecar</source>
            <translation>hat keinen Platz für seine alte Begleitdatei</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/metadata_rescue.py" />
            <source>the old sidecar was put back as {0}</source>
            <translation>die alte Begleitdatei wurde als {0} zurückgelegt</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/metadata_rescue.py" />
            <source>was changed since; it stays as it is</source>
            <translation>wurde seitdem geändert; es bleibt, wie es ist</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/operation.py" />
            <source>has no copy that stays, so it cannot be a link to one</source>
            <translation>hat keine Kopie, die bleibt, und kann darum kein Link auf eine sein</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/operation.py" />
            <source>was changed by another program meanwhile</source>
            <translation>wurde inzwischen von einem anderen Programm geändert</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/relocation.py" />
            <source>cannot be taken back: it is no longer {0} ({1})</source>
            <translation>kann nicht zurückgenommen werden: es ist nicht mehr {0} ({1})</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/relocation.py" />
            <source>did not arrive as it was: the copy on the other volume differs</source>
            <translation>kam nicht an, wie es war: die Kopie auf dem anderen Laufwerk weicht ab</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/relocation.py" />
            <source>in the quarantine</source>
            <translation>in der Quarantäne</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/relocation.py" />
            <source>in the trash can</source>
            <translation>im Papierkorb</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/relocation.py" />
            <source>is in the trash, and only the system knows where</source>
            <translation>liegt im Papierkorb, und nur das System weiß, wo</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/relocation.py" />
            <source>is neither at {0} nor at {1}: another program was there</source>
            <translation>ist weder in {0} noch in {1}: ein anderes Programm war da</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/relocation.py" />
            <source>was changed at {0} since; it stays there</source>
            <translation>wurde in {0} seitdem geändert; es bleibt dort</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/relocation.py" />
            <source>{0} was put back as {1}: its name is taken</source>
            <translation>{0} wurde als {1} zurückgelegt: der Name ist vergeben</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/system_trash.py" />
            <source>, without its sidecars</source>
            <translation>, ohne seine Begleitdateien</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/system_trash.py" />
            <source>and its keeper {0} are one file, reached over two file systems</source>
            <translation>und das behaltene {0} sind eine Datei, über zwei Dateisysteme erreicht</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/system_trash.py" />
            <source>cannot be taken back by photohash: it {0}</source>
            <translation>kann von photohash nicht zurückgenommen werden: es {0}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/system_trash.py" />
            <source>is in the trash of this system, from where it can be put back</source>
            <translation>liegt im Papierkorb dieses Systems, aus dem es zurückgelegt werden kann</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/operations/system_trash.py" />
            <source>is still there: the trash did not take it</source>
            <translation>ist noch da: der Papierkorb hat es nicht genommen</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/planning.py" />
            <source>All files of the group of {0} are ticked: one of them has to stay.</source>
            <translation>Alle Dateien der Gruppe von {0} sind angehakt: eine davon muss bleiben.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/planning.py" />
            <source>does not have the name of a photo</source>
            <translation>hat nicht den Namen eines Fotos</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/planning.py" />
            <source>file that has</source>
            <translation>Datei, die</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/planning.py" />
            <source>files that have</source>
            <translation>Dateien, die</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/planning.py" />
            <source>has a copy that the strictness leaves out, so nobody makes sure of it</source>
            <translation>hat eine Kopie, die die Strenge auslässt, niemand prüft sie also</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/planning.py" />
            <source>has no copy in your library</source>
            <translation>hat keine Kopie in deiner Bibliothek</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/planning.py" />
            <source>has other bytes than its keeper, so a link would change what is in it</source>
            <translation>hat andere Bytes als das behaltene; eine Verknüpfung würde seinen Inhalt ändern</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/planning.py" />
            <source>is kept</source>
            <translation>wird behalten</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/planning.py" />
            <source>is the same file as its keeper {0}, or shares its space: done</source>
            <translation>ist dieselbe Datei wie das behaltene {0} oder teilt sich dessen Platz: erledigt</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/planning.py" />
            <source>was chosen together with all its copies</source>
            <translation>wurde zusammen mit allen Kopien ausgewählt</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/planning.py" />
            <source>was never compared with {0}, which is kept</source>
            <translation>wurde nie mit dem behaltenen {0} verglichen</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/planning.py" />
            <source>{0} is in a folder of the library: what is moved there is found again.</source>
            <translation>{0} liegt in einem Ordner der Bibliothek: was dorthin kommt, wird wieder gefunden.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/planning.py" />
            <source>{0} is nothing to do to files. Choose one of: {1}:FOLDER.</source>
            <translation>{0} ist nichts, was man mit Dateien tun kann. Möglich sind: {1}:ORDNER.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/planning.py" />
            <source>{0} may hold more than what is kept. Look at the reasons below before you agree.</source>
            <translation>{0} könnten mehr enthalten als das, was behalten wird. Vor dem Zustimmen die Gründe unten ansehen.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/planning.py" />
            <source>{0} more pixels than the keeper would go. The rule {1} keeps the larger ones.</source>
            <translation>{0} mehr Pixel haben als das behaltene, würden weggeräumt. Die Regel {1} behält die größeren.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/planning.py" />
            <source>{0} {1}. Nothing is changed in there.</source>
            <translation>{0} {1}. Darin wird nichts geändert.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/library/actions/planning.py" />
            <source>{n} files that have</source>
            <translation>
                <numerusform>{n} Datei, die</numerusform>
                <numerusform>{n} Dateien, die</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/preflight.py" />
            <source>and {0} are a pair, and its keeper has no copy of that: keep pairs with --keep pair</source>
            <translation>und {0} sind ein Paar, und das behaltene hat davon keine Kopie: Paare bleiben mit --keep pair</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/preflight.py" />
            <source>cannot be put into a quarantine: that would lie in a protected folder</source>
            <translation>kann nicht in eine Quarantäne: sie läge in einem geschützten Ordner</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/preflight.py" />
            <source>has metadata that its keeper lacks, and {0} {1}</source>
            <translation>hat Metadaten, die dem behaltenen fehlen, und {0} {1}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/preflight.py" />
            <source>has metadata that its keeper {0} lacks, and that {1}</source>
            <translation>hat Metadaten, die dem behaltenen {0} fehlen, und das {1}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/preflight.py" />
            <source>has no folder to go to</source>
            <translation>hat keinen Ordner, in den es kann</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/preflight.py" />
            <source>has settings in another program's folder that cannot go with it ({0})</source>
            <translation>hat Einstellungen im Ordner eines anderen Programms, die nicht mitkommen können ({0})</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/preflight.py" />
            <source>is on another volume than its keeper {0}</source>
            <translation>liegt auf einem anderen Laufwerk als das behaltene {0}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/preflight.py" />
            <source>saves metadata found only in the copies</source>
            <translation>sichert Metadaten, die nur die Kopien haben</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/preflight.py" />
            <source>{0}; so it goes to the quarantine</source>
            <translation>{0}; darum kommt es in die Quarantäne</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/protection.py" />
            <source>is protected: {0} belongs to another program, which knows its photos by their places</source>
            <translation>ist geschützt: {0} gehört einem anderen Programm, das seine Fotos an ihrem Ort kennt</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/safety.py" />
            <source>has a motion photo's film inside that its keeper lacks: it may only be moved</source>
            <translation>enthält den Film eines Bewegungsfotos, der dem behaltenen fehlt: es darf nur verschoben werden</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/safety.py" />
            <source>has changed since it was last looked at: scan again</source>
            <translation>hat sich seit dem letzten Lesen geändert: bitte neu durchsuchen</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/safety.py" />
            <source>has no copy that stays, so there is nothing that a link could lead to: choose the trash</source>
            <translation>hat keine Kopie, die bleibt, ein Link führte also nirgendwohin: den Papierkorb wählen</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/safety.py" />
            <source>has other bytes than when it was last read; the next scan reads it again</source>
            <translation>hat andere Bytes als beim letzten Lesen; der nächste Suchlauf liest es neu</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/safety.py" />
            <source>is the same file as its keeper {0}, reached by another path</source>
            <translation>ist dieselbe Datei wie das behaltene {0}, auf anderem Pfad erreicht</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/safety.py" />
            <source>is the same file as {0}, reached by another path</source>
            <translation>ist dieselbe Datei wie {0}, auf anderem Pfad erreicht</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/safety.py" />
            <source>is to go in the same run</source>
            <translation>soll im selben Durchgang weg</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/safety.py" />
            <source>lies in a trash can</source>
            <translation>liegt in einem Papierkorb</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/safety.py" />
            <source>stays, because its keeper {0} {1}</source>
            <translation>bleibt, denn das behaltene {0} {1}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/safety.py" />
            <source>stays, because {0} is kept for a copy that goes in the same run</source>
            <translation>bleibt, weil {0} für eine Kopie behalten wird, die im selben Durchgang geht</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/safety.py" />
            <source>stays: it is not said which copy of it is kept</source>
            <translation>bleibt: es ist nicht gesagt, welche Kopie davon bleibt</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/safety.py" />
            <source>stays: nobody said that {0} may go as it is now, without a copy</source>
            <translation>bleibt: niemand hat gesagt, dass {0} so, wie es jetzt ist, ohne Kopie gehen darf</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/undo.py" />
            <source>is left as it is until the next start: it {0}</source>
            <translation>bleibt bis zum nächsten Start, wie es ist: es {0}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/undo.py" />
            <source>is taken back, but the disk did not confirm it; it is rechecked at the next start</source>
            <translation>ist zurückgenommen, aber die Platte hat es nicht bestätigt; beim nächsten Start wird es noch einmal geprüft</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/undo.py" />
            <source>was cut short; nothing is changed</source>
            <translation>wurde abgebrochen; nichts ist geändert</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/undo.py" />
            <source>{0}; it is tried again at the next start</source>
            <translation>{0}; beim nächsten Start wird es noch einmal versucht</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/xmp.py" />
            <source>has XMP of more than 4 MB</source>
            <translation>hat XMP von mehr als 4 MB</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/xmp.py" />
            <source>has XMP that cannot be understood</source>
            <translation>hat unverständliches XMP</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/xmp.py" />
            <source>has XMP with a DTD, which no photo program writes</source>
            <translation>hat XMP mit einer DTD, wie sie kein Fotoprogramm schreibt</translation>
        </message>
        <message>
            <location filename="../../photohash/library/actions/xmp.py" />
            <source>has a sidecar that is not XMP</source>
            <translation>hat eine Begleitdatei, die kein XMP ist</translation>
        </message>
        <message>
            <location filename="../../photohash/library/albums/check.py" />
            <source>Choose at least two albums: what is learnt is what sets them apart.</source>
            <translation>Wähle mindestens zwei Alben: Gelernt wird, was sie unterscheidet.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/albums/check.py" />
            <source>{album} has too few photos to learn from: it takes {n} that are at hand, in no other of these albums, and no copies of one another. Add more.</source>
            <translation>{album} hat zu wenige Fotos zum Lernen: Nötig sind {n}, die vorhanden sind, in keinem anderen dieser Alben liegen und keine Kopien voneinander sind. Füge weitere hinzu.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/albums/check.py" />
            <source>{a} and {b} have copies of the same photos. They stay on one side when the model is tested.</source>
            <translation>{a} und {b} haben Kopien derselben Fotos. Sie bleiben beim Prüfen des Modells auf einer Seite.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/library/albums/check.py" />
            <source>{n} photos are both in {a} and in {b}, and are not learnt from. Take them out of one.</source>
            <translation>
                <numerusform>{n} Foto ist in {a} und in {b}; aus ihm wird nicht gelernt. Nimm es aus einem heraus.</numerusform>
                <numerusform>{n} Fotos sind in {a} und in {b}; aus ihnen wird nicht gelernt. Nimm sie aus einem heraus.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/library/albums/check.py" />
            <source>{n} photos of {album} are not at hand, and are not learnt from.</source>
            <translation>
                <numerusform>{n} Foto aus {album} ist nicht vorhanden; aus ihm wird nicht gelernt.</numerusform>
                <numerusform>{n} Fotos aus {album} sind nicht vorhanden; aus ihnen wird nicht gelernt.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/library/albums/check.py" />
            <source>{n} photos of {a} look as if they belonged to {b}. See whether they are in the right album.</source>
            <translation>
                <numerusform>{n} Foto aus {a} sieht aus, als gehöre es zu {b}. Prüfe, ob es im richtigen Album ist.</numerusform>
                <numerusform>{n} Fotos aus {a} sehen aus, als gehörten sie zu {b}. Prüfe, ob sie im richtigen Album sind.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/library/albums/editing.py" />
            <source>There is no album {0}. See the albums with: photohash albums</source>
            <translation>Es gibt kein Album {0}. Alle Alben zeigt: photohash albums</translation>
        </message>
        <message>
            <location filename="../../photohash/library/albums/exchange.py" />
            <source>There are no photos in {0}.</source>
            <translation>In {0} sind keine Fotos.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/albums/exchange.py" />
            <source>could not be linked to from {0}: {1}</source>
            <translation>konnte aus {0} nicht verknüpft werden: {1}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/albums/exchange.py" />
            <source>gives no name to an album: {0}</source>
            <translation>ergibt keinen Namen für ein Album: {0}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/albums/exchange.py" />
            <source>has no link to photo {0}: no file is at hand</source>
            <translation>hat keine Verknüpfung zum Foto {0}: Es ist keine Datei vorhanden</translation>
        </message>
        <message>
            <location filename="../../photohash/library/albums/exchange.py" />
            <source>has no path and no digest of 64 digits</source>
            <translation>hat weder einen Pfad noch eine Prüfsumme von 64 Stellen</translation>
        </message>
        <message>
            <location filename="../../photohash/library/albums/exchange.py" />
            <source>is not in the library: scan its folder first, then import again</source>
            <translation>ist nicht in der Bibliothek: Durchsuche erst seinen Ordner und importiere dann noch einmal</translation>
        </message>
        <message>
            <location filename="../../photohash/library/albums/exchange.py" />
            <source>says in row {0}: {1}</source>
            <translation>sagt in Zeile {0}: {1}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/albums/exchange.py" />
            <source>{0} cannot be read: {1}.</source>
            <translation>{0} lässt sich nicht lesen: {1}.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/albums/exchange.py" />
            <source>{0} cannot be written: {1}.</source>
            <translation>{0} lässt sich nicht schreiben: {1}.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/albums/exchange.py" />
            <source>{0} has no columns album and path in its first line.</source>
            <translation>{0} hat in der ersten Zeile keine Spalten album und path.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/albums/exchange.py" />
            <source>{0} is not CSV: {1}.</source>
            <translation>{0} ist kein CSV: {1}.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/albums/exchange.py" />
            <source>{0} is not UTF-8. Save it as CSV UTF-8 and import it again.</source>
            <translation>{0} ist nicht UTF-8. Speichere es als CSV UTF-8 und importiere es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/albums/exchange.py" />
            <source>{0} is not a folder.</source>
            <translation>{0} ist kein Ordner.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/albums/exchange.py" />
            <source>{0} is too large for a list of albums.</source>
            <translation>{0} ist zu groß für eine Liste von Alben.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/albums/exchange.py" />
            <source>{0} lies in {1}, which is in the library. Choose another place.</source>
            <translation>{0} liegt in {1}, das zur Bibliothek gehört. Wähle einen anderen Ort.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/library/cluster_codes.py" />
            <source>{n} photos</source>
            <translation>
                <numerusform>{n} Foto</numerusform>
                <numerusform>{n} Fotos</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/library/comparison.py" />
            <source>a description</source>
            <translation>eine Beschreibung</translation>
        </message>
        <message>
            <location filename="../../photohash/library/comparison.py" />
            <source>a place</source>
            <translation>einen Ort</translation>
        </message>
        <message>
            <location filename="../../photohash/library/comparison.py" />
            <source>a rating</source>
            <translation>eine Bewertung</translation>
        </message>
        <message>
            <location filename="../../photohash/library/comparison.py" />
            <source>names of people</source>
            <translation>Namen von Personen</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/decoder.py" />
            <source>a canvas many times that of a photo</source>
            <translation>eine Fläche, die ein Foto um ein Vielfaches übertrifft</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/decoder.py" />
            <source>is a camera raw file, which rawpy reads; run: pip install rawpy</source>
            <translation>ist eine RAW-Datei einer Kamera, die rawpy liest; führe aus: pip install rawpy</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/decoder.py" />
            <source>is cut short</source>
            <translation>ist abgeschnitten</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/decoder.py" />
            <source>is cut short or damaged</source>
            <translation>ist abgeschnitten oder beschädigt</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/decoder.py" />
            <source>is damaged</source>
            <translation>ist beschädigt</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/decoder.py" />
            <source>is empty</source>
            <translation>ist leer</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/decoder.py" />
            <source>is in a variant of its format that photohash cannot read</source>
            <translation>hat eine Variante seines Formats, die photohash nicht lesen kann</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/decoder.py" />
            <source>is not a picture photohash can read</source>
            <translation>ist kein Bild, das photohash lesen kann</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/decoder.py" />
            <source>is too large: it has {0} GB, and photohash reads up to {1} GB</source>
            <translation>ist zu groß: es hat {0} GB, und photohash liest bis zu {1} GB</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/decoder.py" />
            <source>needs more memory than there is</source>
            <translation>braucht mehr Speicher, als da ist</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>a colour space given by number</source>
            <translation>ein Farbraum mit Nummer</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>a depth map</source>
            <translation>eine Tiefenkarte</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>a gain map</source>
            <translation>eine Gain Map</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>aperture</source>
            <translation>Blende</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>camera</source>
            <translation>Kamera</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>camera maker</source>
            <translation>Kamerahersteller</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>camera's serial number</source>
            <translation>Seriennummer der Kamera</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>colours that screens do not have</source>
            <translation>Farben, die Bildschirme nicht haben</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>data behind the picture</source>
            <translation>Daten hinter dem Bild</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>data of a program</source>
            <translation>Daten eines Programms</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>exposure time</source>
            <translation>Belichtungszeit</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>focal length</source>
            <translation>Brennweite</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>further pictures</source>
            <translation>weitere Bilder</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>image number</source>
            <translation>Bildnummer</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>lens</source>
            <translation>Objektiv</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>sensitivity</source>
            <translation>Empfindlichkeit</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>the inks of a print</source>
            <translation>die Farben eines Drucks</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/holdings.py" />
            <source>unique id</source>
            <translation>eindeutige Kennung</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/pixels.py" />
            <source>is cut short: its lower part is missing</source>
            <translation>ist abgeschnitten: der untere Teil fehlt</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/pixels.py" />
            <source>is too large: it has {0}, and photohash reads up to {1} megapixels</source>
            <translation>ist zu groß: es hat {0}, und photohash liest bis zu {1} Megapixel</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/pixels.py" />
            <source>{0} x {1} pixels</source>
            <translation>{0} × {1} Pixel</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/profiles.py" />
            <source>a profile without a name</source>
            <translation>ein Profil ohne Namen</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/text_metadata.py" />
            <source>a colour label</source>
            <translation>eine Farbmarkierung</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/text_metadata.py" />
            <source>a note of rights</source>
            <translation>ein Rechtevermerk</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/text_metadata.py" />
            <source>marked faces</source>
            <translation>markierte Gesichter</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/text_metadata.py" />
            <source>the name of a place</source>
            <translation>der Name eines Ortes</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/text_metadata.py" />
            <source>the name of its creator</source>
            <translation>der Name des Urhebers</translation>
        </message>
        <message>
            <location filename="../../photohash/library/decode/text_metadata.py" />
            <source>what makes it a panorama</source>
            <translation>was es zum Panorama macht</translation>
        </message>
        <message>
            <location filename="../../photohash/library/export.py" />
            <source>Copies in your photos</source>
            <translation>Kopien unter deinen Fotos</translation>
        </message>
        <message>
            <location filename="../../photohash/library/export.py" />
            <source>Could not be read</source>
            <translation>Nicht lesbar</translation>
        </message>
        <message>
            <location filename="../../photohash/library/export.py" />
            <source>Group {number}</source>
            <translation>Gruppe {number}</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/library/export.py" />
            <source>copies</source>
            <translation>
                <numerusform>Kopie</numerusform>
                <numerusform>Kopien</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/library/export.py" />
            <source>could be freed</source>
            <translation>könnten frei werden</translation>
        </message>
        <message>
            <location filename="../../photohash/library/export.py" />
            <source>could not be read</source>
            <translation>nicht lesbar</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/library/export.py" />
            <source>files</source>
            <translation>
                <numerusform>Datei</numerusform>
                <numerusform>Dateien</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/library/export.py" />
            <source>groups</source>
            <translation>
                <numerusform>Gruppe</numerusform>
                <numerusform>Gruppen</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/library/export.py" />
            <source>no preview</source>
            <translation>keine Vorschau</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/library/export.py" />
            <source>{n} copies</source>
            <translation>
                <numerusform>{n} Kopie</numerusform>
                <numerusform>{n} Kopien</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>See the folders of the library with: photohash folders</source>
            <translation>Die Ordner der Bibliothek zeigt: photohash folders</translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>Still protected in it: {0}.</source>
            <translation>Darin noch geschützt: {0}.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>The next photohash scan looks at their copies elsewhere again.</source>
            <translation>Der nächste Suchlauf sieht ihre Kopien an anderen Orten noch einmal an.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>file that was</source>
            <translation>Datei, die</translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>files that were</source>
            <translation>Dateien, die</translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>not a folder</source>
            <translation>kein Ordner</translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>with {0}</source>
            <translation>mit {0}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is a folder of the library by itself. To take it out: photohash folders remove {1}</source>
            <translation>{0} ist selbst ein Ordner der Bibliothek. Heraus geht es mit: photohash folders remove {1}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is in no folder of the library. {1}</source>
            <translation>{0} liegt in keinem Ordner der Bibliothek. {1}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is left out already{1}.</source>
            <translation>{0} ist schon ausgenommen{1}.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is left out because it lies in {1}. To take all of that in again: photohash folders exclude --off {2}</source>
            <translation>{0} ist ausgenommen, weil es in {1} liegt. Um all das wieder aufzunehmen: photohash folders exclude --off {2}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is left out no longer. To read its photos: photohash scan</source>
            <translation>{0} ist nicht mehr ausgenommen. Seine Fotos liest: photohash scan</translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is left out of the library; {1} left it. Nothing on the disk was changed.{2}</source>
            <translation>{0} ist von der Bibliothek ausgenommen; {1} haben sie verlassen. Auf der Platte wurde nichts geändert.{2}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is no folder of the library by itself any more. Its photos stay, because it lies in {1}. To leave them out: photohash folders exclude {2}</source>
            <translation>{0} ist kein eigener Ordner der Bibliothek mehr. Seine Fotos bleiben, weil es in {1} liegt. Ausnehmen lassen sie sich mit: photohash folders exclude {2}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is no folder of the library by itself: it lies in {1}. To leave it out: photohash folders exclude {2}</source>
            <translation>{0} ist kein eigener Ordner der Bibliothek: es liegt in {1}. Ausnehmen lässt es sich mit: photohash folders exclude {2}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is not left out.</source>
            <translation>{0} ist nicht ausgenommen.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is not protected any more.</source>
            <translation>{0} ist nicht mehr geschützt.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is not protected.{1}</source>
            <translation>{0} ist nicht geschützt.{1}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is not there now; it is watched as soon as it is back.</source>
            <translation>{0} ist jetzt nicht da; es wird beobachtet, sobald es zurück ist.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is not watched; photohash scan still reads it.</source>
            <translation>{0} wird nicht beobachtet; photohash scan liest es weiterhin.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is protected already.</source>
            <translation>{0} ist schon geschützt.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is protected because it lies in {1}. To take back the protection of all of that: photohash folders unprotect {2}</source>
            <translation>{0} ist geschützt, weil es in {1} liegt. Den Schutz von all dem nimmt zurück: photohash folders unprotect {2}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is protected: no action touches what is in it.</source>
            <translation>{0} ist geschützt: was darin liegt, wird nicht angerührt.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is still watched as part of {1}.</source>
            <translation>{0} wird weiter als Teil von {1} beobachtet.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is watched: while photohash watch runs, new photos are read by themselves.</source>
            <translation>{0} wird beobachtet: solange photohash watch läuft, werden neue Fotos von selbst gelesen.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} is {1}.</source>
            <translation>{0} ist {1}.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} lies in {1}, which is watched, or not, as a whole.</source>
            <translation>{0} liegt in {1}, das nur als Ganzes beobachtet wird oder nicht.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} put away from there can be taken back once the folder is in the library again.</source>
            <translation>{0} von dort weggeräumt wurden, lassen sich zurücknehmen, sobald der Ordner wieder in der Bibliothek ist.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} stays protected, because it lies in {1}, which is.</source>
            <translation>{0} bleibt geschützt, weil es in {1} liegt, das es ist.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} stays: it is a folder of the library by itself.</source>
            <translation>{0} bleibt: es ist selbst ein Ordner der Bibliothek.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} was being put away or taken back when photohash was cut short, and that cannot be settled now. Plug in its drive if it has one, then try again.</source>
            <translation>{0} wurde gerade weggeräumt oder zurückgenommen, als photohash abbrach, und das lässt sich jetzt nicht klären. Bitte das Laufwerk anschließen, falls es eines gibt, und noch einmal versuchen.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/folders.py" />
            <source>{0} was removed from the library with {1}. Nothing on the disk was changed.{2}</source>
            <translation>{0} wurde mit {1} aus der Bibliothek entfernt. Auf der Platte wurde nichts geändert.{2}</translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/library/folders.py" />
            <source>{n} files</source>
            <translation>
                <numerusform>{n} Datei</numerusform>
                <numerusform>{n} Dateien</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../photohash/library/folders.py" />
            <source>{n} files that were</source>
            <translation>
                <numerusform>{n} Datei, die</numerusform>
                <numerusform>{n} Dateien, die</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../photohash/library/group_preferences.py" />
            <source>the place that you gave it</source>
            <translation>der zugewiesene Platz</translation>
        </message>
        <message>
            <location filename="../../photohash/library/group_preferences.py" />
            <source>was chosen by you</source>
            <translation>wurde von Hand gewählt</translation>
        </message>
        <message>
            <location filename="../../photohash/library/group_preferences.py" />
            <source>was not compared with the one to keep</source>
            <translation>wurde nicht mit dem behaltenen verglichen</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>a damaged copy</source>
            <translation>eine beschädigte Kopie</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>brightness or colours changed</source>
            <translation>Helligkeit oder Farben geändert</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>clockwise</source>
            <translation>im Uhrzeigersinn</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>cropped to {0} of the picture</source>
            <translation>auf {0} des Bildes beschnitten</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>differs in a detail</source>
            <translation>unterscheidet sich in einer Einzelheit</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>differs in places</source>
            <translation>unterscheidet sich stellenweise</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>differs in sharpness</source>
            <translation>ist anders geschärft</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>has a border</source>
            <translation>hat einen Rand</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>has a caption or sticker</source>
            <translation>hat eine Beschriftung oder einen Aufkleber</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>has another border</source>
            <translation>hat einen anderen Rand</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>has no border, unlike the one kept</source>
            <translation>hat keinen Rand, anders als das behaltene</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>has no caption or sticker, unlike the one kept</source>
            <translation>hat keine Beschriftung und keinen Sticker, anders als das behaltene</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>has {0} than {1}</source>
            <translation>hat {0} als {1}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>has {0}, which {1} lacks</source>
            <translation>hat {0}, was {1} fehlt</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>is less sharp</source>
            <translation>ist weniger scharf</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>is sharper</source>
            <translation>ist schärfer</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>is undamaged; the one kept is damaged</source>
            <translation>ist unbeschädigt; das behaltene ist beschädigt</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>may hold finer detail than {0}</source>
            <translation>zeigt vielleicht feinere Einzelheiten als {0}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>one of the two is damaged: look at both</source>
            <translation>eines der beiden ist beschädigt: sieh dir beide an</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>shows more than the one kept, which is {0} of it</source>
            <translation>zeigt mehr als das behaltene, das nur {0} davon zeigt</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>the one kept was saved from it</source>
            <translation>das behaltene wurde daraus gespeichert</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>the same picture saved again</source>
            <translation>dasselbe Bild neu gespeichert</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>the same pixels in another file</source>
            <translation>dieselben Pixel in einer anderen Datei</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>the same size</source>
            <translation>dieselbe Größe</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>to the left</source>
            <translation>nach links</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>turned by {0}° {1}</source>
            <translation>um {0}° {1} gedreht</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>{0} instead of {1}</source>
            <translation>{0} statt {1}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/difference.py" />
            <source>{0}, proportions changed</source>
            <translation>{0}, Seitenverhältnis geändert</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>a motion photo's film</source>
            <translation>der Film eines Bewegungsfotos</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>another image number</source>
            <translation>eine andere Bildnummer</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>another {0}</source>
            <translation>eine andere Angabe zu {0}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>colour profile</source>
            <translation>Farbprofil</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>further data</source>
            <translation>weitere Daten</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>maker's notes</source>
            <translation>Herstellernotizen</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>more pixels</source>
            <translation>mehr Pixel</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>other camera metadata ({0} and {1})</source>
            <translation>andere Kamerametadaten ({0} und {1})</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>own size</source>
            <translation>eigene Größe</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>pages and frames</source>
            <translation>Seiten und Einzelbilder</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>perhaps finer detail</source>
            <translation>vielleicht feinere Einzelheiten</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>the camera metadata ({0} and {1})</source>
            <translation>die Kamerametadaten ({0} und {1})</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>the camera's maker notes</source>
            <translation>die Herstellernotizen der Kamera</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>the camera's original size</source>
            <translation>die ursprüngliche Größe aus der Kamera</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>the colour profile {0}</source>
            <translation>das Farbprofil {0}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>the edit</source>
            <translation>die Bearbeitung</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>the picture before the edit</source>
            <translation>das Bild vor der Bearbeitung</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>the {0} in its metadata</source>
            <translation>die Angabe zu {0} in den Metadaten</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>{0} bits per colour</source>
            <translation>{0} Bits je Farbe</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/dominance.py" />
            <source>{0} pages or frames</source>
            <translation>{0} Seiten oder Einzelbilder</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/grouping.py" />
            <source>comes first by its folder; otherwise the files are identical</source>
            <translation>kommt nach seinem Ordner zuerst; sonst sind die Dateien identisch</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/grouping.py" />
            <source>has the simplest name of identical files</source>
            <translation>hat den einfachsten Namen unter identischen Dateien</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/grouping.py" />
            <source>is not among backups, downloads or exports</source>
            <translation>liegt nicht bei Sicherungen, Downloads oder Exporten</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/grouping.py" />
            <source>is the oldest of identical files</source>
            <translation>ist die älteste von identischen Dateien</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/grouping.py" />
            <source>the same bytes</source>
            <translation>dieselben Bytes</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>came first; the other one was made from it and shows no more</source>
            <translation>war zuerst da; das andere wurde daraus gemacht und zeigt nicht mehr</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>came first; the {0} was made from it and shows no more</source>
            <translation>war zuerst da; die {0}-Datei wurde daraus gemacht und zeigt nicht mehr</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>capture time</source>
            <translation>Aufnahmezeit</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>has the most camera metadata</source>
            <translation>hat die meisten Kamerametadaten</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>has the most pixels ({0}, the next {1})</source>
            <translation>hat die meisten Pixel ({0}, das nächste {1})</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>has the simplest name; otherwise they are equal</source>
            <translation>hat den einfachsten Namen; sonst sind sie gleich</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>holds everything that the {0} holds, and more</source>
            <translation>enthält alles, was die {0}-Datei enthält, und mehr</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>includes the film of a motion photo</source>
            <translation>enthält den Film eines Bewegtbilds</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>is as good as the other one</source>
            <translation>ist so gut wie das andere</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>is the largest file, so it was compressed least</source>
            <translation>ist die größte Datei, wurde also am wenigsten komprimiert</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>is the oldest file</source>
            <translation>ist die älteste Datei</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>is undamaged; another copy is damaged</source>
            <translation>ist unbeschädigt; eine andere Kopie ist beschädigt</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>keeps pages, frames, colour depth or transparency</source>
            <translation>behält Seiten, Einzelbilder, Farbtiefe oder Transparenz</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>least compressed</source>
            <translation>am wenigsten komprimiert</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>least lossy</source>
            <translation>mit dem geringsten Verlust</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>looks like most of its copies, so it was probably not edited</source>
            <translation>sieht aus wie die meisten Kopien, wurde also wohl nicht bearbeitet</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>more than can be seen</source>
            <translation>mehr, als zu sehen ist</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>most bytes</source>
            <translation>meiste Bytes</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>most metadata</source>
            <translation>meiste Metadaten</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>most pixels</source>
            <translation>meiste Pixel</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>own folder</source>
            <translation>eigener Ordner</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>plainest name</source>
            <translation>schlichtester Name</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>still has its capture time</source>
            <translation>hat noch seine Aufnahmezeit</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>true size</source>
            <translation>wahre Größe</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>was compressed less (JPEG quality {0}, the next {1})</source>
            <translation>wurde weniger komprimiert (JPEG-Qualität {0}, das nächste {1})</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>was not cropped or edited</source>
            <translation>wurde nicht beschnitten oder bearbeitet</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>was not enlarged; the larger copy shows no more</source>
            <translation>wurde nicht vergrößert; die größere Kopie zeigt nicht mehr</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>was not turned or mirrored</source>
            <translation>wurde nicht gedreht oder gespiegelt</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/ranking.py" />
            <source>was saved with less loss ({0}, not {1})</source>
            <translation>wurde mit weniger Verlust gespeichert ({0}, nicht {1})</translation>
        </message>
        <message>
            <location filename="../../photohash/library/groups/shared_space.py" />
            <source>shares its space on disk with {0}: nothing would be freed</source>
            <translation>teilt sich den Platz auf der Platte mit {0}: nichts würde frei</translation>
        </message>
        <message>
            <location filename="../../photohash/library/kind_labels.py" />
            <source>Burst</source>
            <translation>Serie</translation>
        </message>
        <message>
            <location filename="../../photohash/library/kind_labels.py" />
            <source>Cropped</source>
            <translation>Beschnitten</translation>
        </message>
        <message>
            <location filename="../../photohash/library/kind_labels.py" />
            <source>Damaged</source>
            <translation>Beschädigt</translation>
        </message>
        <message>
            <location filename="../../photohash/library/kind_labels.py" />
            <source>Earlier save</source>
            <translation>Vorgänger</translation>
        </message>
        <message>
            <location filename="../../photohash/library/kind_labels.py" />
            <source>Edited</source>
            <translation>Bearbeitet</translation>
        </message>
        <message>
            <location filename="../../photohash/library/kind_labels.py" />
            <source>Identical</source>
            <translation>Identisch</translation>
        </message>
        <message>
            <location filename="../../photohash/library/kind_labels.py" />
            <source>Larger</source>
            <translation>Größer</translation>
        </message>
        <message>
            <location filename="../../photohash/library/kind_labels.py" />
            <source>Live photo</source>
            <translation>Live-Foto</translation>
        </message>
        <message>
            <location filename="../../photohash/library/kind_labels.py" />
            <source>Mirrored</source>
            <translation>Gespiegelt</translation>
        </message>
        <message>
            <location filename="../../photohash/library/kind_labels.py" />
            <source>Raw + JPEG</source>
            <translation>Raw + JPEG</translation>
        </message>
        <message>
            <location filename="../../photohash/library/kind_labels.py" />
            <source>Re-encoded</source>
            <translation>Neu kodiert</translation>
        </message>
        <message>
            <location filename="../../photohash/library/kind_labels.py" />
            <source>Resized</source>
            <translation>Verkleinert</translation>
        </message>
        <message>
            <location filename="../../photohash/library/kind_labels.py" />
            <source>Rotated</source>
            <translation>Gedreht</translation>
        </message>
        <message>
            <location filename="../../photohash/library/kind_labels.py" />
            <source>Same pixels</source>
            <translation>Pixelgleich</translation>
        </message>
        <message>
            <location filename="../../photohash/library/kind_labels.py" />
            <source>Undamaged</source>
            <translation>Intakt</translation>
        </message>
        <message>
            <location filename="../../photohash/library/kind_labels.py" />
            <source>Unedited</source>
            <translation>Unverändert</translation>
        </message>
        <message>
            <location filename="../../photohash/library/kind_labels.py" />
            <source>Whole photo</source>
            <translation>Ganzes Foto</translation>
        </message>
        <message>
            <location filename="../../photohash/library/outside_picture.py" />
            <source>cannot be read</source>
            <translation>kann nicht gelesen werden</translation>
        </message>
        <message>
            <location filename="../../photohash/library/outside_picture.py" />
            <source>copied picture</source>
            <translation>kopiertes Bild</translation>
        </message>
        <message>
            <location filename="../../photohash/library/pipeline/coding.py" />
            <source>photohash failed to read {0}</source>
            <translation>photohash konnte {0} nicht lesen</translation>
        </message>
        <message>
            <location filename="../../photohash/library/pipeline/folders.py" />
            <source>is empty and not on its own drive: plug the drive in</source>
            <translation>ist leer und liegt nicht auf seinem Laufwerk: bitte das Laufwerk anschließen</translation>
        </message>
        <message>
            <location filename="../../photohash/library/pipeline/folders.py" />
            <source>is not a folder</source>
            <translation>ist kein Ordner</translation>
        </message>
        <message>
            <location filename="../../photohash/library/pipeline/folders.py" />
            <source>is not there</source>
            <translation>ist nicht da</translation>
        </message>
        <message>
            <location filename="../../photohash/library/pipeline/ingest.py" />
            <source>is being written just now</source>
            <translation>wird gerade geschrieben</translation>
        </message>
        <message>
            <location filename="../../photohash/library/pipeline/verification.py" />
            <source>photohash failed to compare {0} with {1}</source>
            <translation>photohash konnte {0} nicht mit {1} vergleichen</translation>
        </message>
        <message>
            <location filename="../../photohash/library/scan.py" />
            <source>holds what another program keeps beside its photos: name those</source>
            <translation>enthält, was ein anderes Programm neben seinen Fotos ablegt: bitte diese nennen</translation>
        </message>
        <message>
            <location filename="../../photohash/library/similar_photos.py" />
            <source>The photos of this library were coded by another network file of the model {0} than the one here. Scan its folders again with this model, and they are coded anew: photohash scan --model {1}</source>
            <translation>Die Fotos dieser Bibliothek wurden mit einer anderen Netzdatei des Modells {0} codiert als der hiesigen. Werden ihre Ordner mit diesem Modell neu durchsucht, so werden sie neu codiert: photohash scan --model {1}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/store/albums.py" />
            <source>An album needs a name.</source>
            <translation>Ein Album braucht einen Namen.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/store/albums.py" />
            <source>That album is not there any more.</source>
            <translation>Dieses Album gibt es nicht mehr.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/store/albums.py" />
            <source>The name of an album may have {0} letters at most.</source>
            <translation>Der Name eines Albums darf höchstens {0} Zeichen haben.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/store/albums.py" />
            <source>There is an album {0} already. Choose another name.</source>
            <translation>Ein Album {0} gibt es schon. Wähle einen anderen Namen.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/store/albums.py" />
            <source>{0} holds signs that cannot be shown. Choose another name for the album.</source>
            <translation>{0} enthält Zeichen, die sich nicht anzeigen lassen. Wähle einen anderen Namen für das Album.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/store/catalogue.py" />
            <source>The library folder {0} cannot be made: {1}. Choose another one.</source>
            <translation>Der Bibliotheksordner {0} lässt sich nicht anlegen: {1}. Bitte einen anderen wählen.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/store/catalogue.py" />
            <source>There is no library in {0} yet. Make one with: photohash scan FOLDER, where FOLDER holds your photos.</source>
            <translation>In {0} gibt es noch keine Bibliothek. Sie entsteht mit: photohash scan ORDNER, wobei ORDNER die Fotos enthält.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/store/connection.py" />
            <source>The disk that holds {place} is full. Free some space and start again; what was found so far is kept.</source>
            <translation>Die Platte mit {place} ist voll. Bitte Platz schaffen und neu beginnen; was schon gefunden ist, bleibt.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/store/connection.py" />
            <source>The library {0} is being brought up to date by another photohash. Wait until it is done, or close it there.</source>
            <translation>Die Bibliothek {0} wird gerade von einem anderen photohash auf den neuesten Stand gebracht. Bitte warten oder es dort schließen.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/store/connection.py" />
            <source>There is not enough memory left to work with {place}. Close other programs and start again.</source>
            <translation>Der Speicher reicht nicht mehr für {place}. Bitte andere Programme schließen und neu beginnen.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/store/connection.py" />
            <source>{place} cannot be opened. See that its folder is there and that you may write in it.</source>
            <translation>{place} lässt sich nicht öffnen. Bitte nachsehen, ob der Ordner da und beschreibbar ist.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/store/connection.py" />
            <source>{place} cannot be opened: you may not read it. Give yourself the right to.</source>
            <translation>{place} lässt sich nicht öffnen: das Leserecht fehlt. Bitte das Recht dazu geben.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/store/connection.py" />
            <source>{place} could not be read or written: the disk is full, failing or was unplugged. Look after the disk and start again; what was found so far is kept.</source>
            <translation>{place} ließ sich nicht lesen oder schreiben: die Platte ist voll, defekt oder wurde abgezogen. Bitte nach der Platte sehen und neu beginnen; was schon gefunden ist, bleibt.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/store/connection.py" />
            <source>{place} is damaged or not a catalogue at all. Put back a backup of it, or move it away and scan again; your photos are not touched.</source>
            <translation>{place} ist beschädigt oder gar kein Katalog. Bitte eine Sicherung zurückspielen oder ihn wegräumen und neu durchsuchen; die Fotos bleiben unberührt.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/store/connection.py" />
            <source>{place} is damaged. Put back a backup of it, or move it away and scan again; your photos are not touched.</source>
            <translation>{place} ist beschädigt. Bitte eine Sicherung zurückspielen oder ihn wegräumen und neu durchsuchen; die Fotos bleiben unberührt.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/store/connection.py" />
            <source>{place} is in use by another program. Close that and start again.</source>
            <translation>{place} wird von einem anderen Programm benutzt. Bitte dieses schließen und neu beginnen.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/store/connection.py" />
            <source>{place} is read-only. Give yourself the right to write there, or choose another library folder.</source>
            <translation>{place} ist schreibgeschützt. Bitte das Schreibrecht geben oder einen anderen Bibliotheksordner wählen.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/store/failures.py" />
            <source>{0}; it is a damaged copy of {1}</source>
            <translation>{0}; es ist eine beschädigte Kopie von {1}</translation>
        </message>
        <message>
            <location filename="../../photohash/library/watch/thread.py" />
            <source>Folders are not watched because of a fault in photohash. The log has the details.</source>
            <translation>Ordner werden wegen eines Fehlers in photohash nicht beobachtet. Einzelheiten stehen im Protokoll.</translation>
        </message>
        <message>
            <location filename="../../photohash/library/watch/watcher.py" />
            <source>{0} cannot be watched: it {1}.</source>
            <translation>{0} kann nicht beobachtet werden: {1}.</translation>
        </message>
        <message>
            <location filename="../../photohash/training/album_photos.py" />
            <source>A recipe for albums needs photos that are in one album each.</source>
            <translation>Ein Rezept für Alben braucht Fotos, die in je einem Album sind.</translation>
        </message>
        <message>
            <location filename="../../photohash/training/album_photos.py" />
            <source>Albums are told apart from one another, which takes two at least, and there is none.</source>
            <translation>Alben werden voneinander unterschieden, dazu braucht es mindestens zwei, und es gibt keines.</translation>
        </message>
        <message>
            <location filename="../../photohash/training/album_photos.py" />
            <source>Albums are told apart from one another, which takes two at least, and there is only {0}.</source>
            <translation>Alben werden voneinander unterschieden, dazu braucht es mindestens zwei, und es gibt nur {0}.</translation>
        </message>
        <message>
            <location filename="../../photohash/training/album_photos.py" />
            <source>The album {0} has too few photos that can be read and are in no other album: {1}. Each needs {2} at least; add photos to it or leave it out.</source>
            <translation>Das Album {0} hat zu wenige Fotos, die sich lesen lassen und in keinem anderen Album sind: {1}. Jedes braucht mindestens {2}; füge Fotos hinzu oder lass es weg.</translation>
        </message>
        <message>
            <location filename="../../photohash/training/album_plan.py" />
            <source>{0} is damaged; remove the folder to begin again.</source>
            <translation>{0} ist beschädigt; entferne den Ordner, um von vorn zu beginnen.</translation>
        </message>
        <message>
            <location filename="../../photohash/training/album_report.py" />
            <source>Copies are found by another model, which stays: it finds {kept}% of edited copies. The new model would find {after}%, {before} finds {old}%.</source>
            <translation>Kopien findet ein anderes Modell, und das bleibt: Es findet {kept} % der bearbeiteten Kopien. Das neue Modell fände {after} %, {before} findet {old} %.</translation>
        </message>
        <message>
            <location filename="../../photohash/training/album_report.py" />
            <source>It is not clear that the new model is better than {before}: the difference lies between {low} and {high}. More photos in each album would help most.</source>
            <translation>Es ist nicht klar, ob das neue Modell besser ist als {before}: Der Unterschied liegt zwischen {low} und {high}. Mehr Fotos in jedem Album würden am meisten helfen.</translation>
        </message>
        <message>
            <location filename="../../photohash/training/album_report.py" />
            <source>The new model tells your albums apart better than {before}: of photos that it never saw, mAP is between {least} and {most} instead of about {old}. More photos in each album would tell it more exactly.</source>
            <translation>Das neue Modell unterscheidet deine Alben besser als {before}: Bei Fotos, die es nie gesehen hat, liegt mAP zwischen {least} und {most} statt bei etwa {old}. Mit mehr Fotos in jedem Album ließe es sich genauer sagen.</translation>
        </message>
        <message>
            <location filename="../../photohash/training/album_report.py" />
            <source>The new model tells your albums apart better than {before}: of photos that it never saw, mAP is {after} instead of {old}, and chance does not explain that.</source>
            <translation>Das neue Modell unterscheidet deine Alben besser als {before}: Bei Fotos, die es nie gesehen hat, ist mAP {after} statt {old}, und Zufall erklärt das nicht.</translation>
        </message>
        <message>
            <location filename="../../photohash/training/album_report.py" />
            <source>The new model tells your albums apart less well than {before}. Keep that one. More photos in each album would help most.</source>
            <translation>Das neue Modell unterscheidet deine Alben weniger gut als {before}. Behalte jenes. Mehr Fotos in jedem Album würden am meisten helfen.</translation>
        </message>
        <message>
            <location filename="../../photohash/training/album_report.py" />
            <source>There are too few photos to tell whether the new model is better than {before}. Put at least 12 photos into each album.</source>
            <translation>Es sind zu wenige Fotos, um zu sagen, ob das neue Modell besser ist als {before}. Lege mindestens 12 Fotos in jedes Album.</translation>
        </message>
        <message>
            <location filename="../../photohash/training/album_report.py" />
            <source>the bundled model for look-alikes</source>
            <translation>das mitgelieferte Modell für Ähnliche</translation>
        </message>
        <message>
            <location filename="../../photohash/training/album_views.py" />
            <source>The views in {0} are of another run; remove the folder to begin again.</source>
            <translation>Die Ansichten in {0} gehören zu einem anderen Durchlauf; entferne den Ordner, um von vorn zu beginnen.</translation>
        </message>
        <message>
            <location filename="../../photohash/training/disk_room.py" />
            <source>The disk is full, so training could not go on in {0}. Free some space there and try again: what was learnt so far is kept.</source>
            <translation>Die Platte ist voll, daher konnte das Training in {0} nicht weitergehen. Gib dort Platz frei und versuch es noch einmal: Was bisher gelernt wurde, bleibt erhalten.</translation>
        </message>
        <message>
            <location filename="../../photohash/training/disk_room.py" />
            <source>Training could not go on in {0}: no file may be as large there as it needs. Allow larger files, or move the folder to another disk, and try again: what was learnt so far is kept.</source>
            <translation>Das Training in {0} konnte nicht weitergehen: Keine Datei darf dort so groß sein, wie es nötig wäre. Erlaube größere Dateien, oder verschieb den Ordner auf eine andere Platte, und versuch es noch einmal: Was bisher gelernt wurde, bleibt erhalten.</translation>
        </message>
        <message>
            <location filename="../../photohash/training/image_cache.py" />
            <source>The images in {0} are of other photos; remove the folder to begin again.</source>
            <translation>Die Bilder in {0} gehören zu anderen Fotos; entferne den Ordner, um von vorn zu beginnen.</translation>
        </message>
        <message>
            <location filename="../../photohash/training/library_run.py" />
            <source>The training run in {0} {1}.</source>
            <translation>Der Trainingsdurchlauf in {0} {1}.</translation>
        </message>
        <message>
            <location filename="../../photohash/training/library_run.py" />
            <source>photohash failed; what it met is in log.txt of the run's folder.</source>
            <translation>photohash ist gescheitert; woran, steht in log.txt im Ordner des Durchlaufs.</translation>
        </message>
        <message>
            <location filename="../../photohash/training/run_folder.py" />
            <source>No training run can be made in {0}: it {1}.</source>
            <translation>In {0} kann kein Training angelegt werden: Der Ordner {1}.</translation>
        </message>
        <message>
            <location filename="../../photohash/training/run_folder.py" />
            <source>The training run {0} could not be removed: {1}.</source>
            <translation>Der Trainingsdurchlauf {0} konnte nicht entfernt werden: {1}.</translation>
        </message>
        <message>
            <location filename="../../photohash/training/run_folder.py" />
            <source>The training run {0} is going on; cancel it first.</source>
            <translation>Der Trainingsdurchlauf {0} ist im Gang; brich ihn zuerst ab.</translation>
        </message>
        <message>
            <location filename="../../photohash/training/run_folder.py" />
            <source>The training run {0} {1}.</source>
            <translation>Der Trainingsdurchlauf {0} {1}.</translation>
        </message>
        <message>
            <location filename="../../photohash/training/run_folder.py" />
            <source>There is no training run {0} in {1}.</source>
            <translation>In {1} gibt es keinen Trainingsdurchlauf {0}.</translation>
        </message>
        <message>
            <location filename="../../photohash/training/run_folder.py" />
            <source>{0} cannot be read; remove the run and begin another.</source>
            <translation>{0} kann nicht gelesen werden; entferne den Durchlauf und beginne einen neuen.</translation>
        </message>
        <message>
            <location filename="../../photohash/training/run_lock.py" />
            <source>Another photohash is training in {0} already.</source>
            <translation>In {0} trainiert schon ein anderes photohash.</translation>
        </message>
        <message>
            <location filename="../../photohash/wiring.py" />
            <source>--bits is for a baseline; a model's codes are as long as its card says.</source>
            <translation>--bits gilt für Vergleichsmethoden; die Codes eines Modells sind so lang, wie seine Karte sagt.</translation>
        </message>
        <message>
            <location filename="../../photohash/wiring.py" />
            <source>Name a baseline instead of a model, and the length of its codes: --baseline {0} --bits 48.</source>
            <translation>Statt eines Modells eine Vergleichsmethode und die Länge ihrer Codes nennen: --baseline {0} --bits 48.</translation>
        </message>
        <message>
            <location filename="../../photohash/wiring.py" />
            <source>The catalogue in {0} is damaged ({1}). Move it away and scan again.</source>
            <translation>Der Katalog in {0} ist beschädigt ({1}). Bitte wegräumen und neu durchsuchen.</translation>
        </message>
        <message>
            <location filename="../../photohash/wiring.py" />
            <source>{0} is measured in one arithmetic only: {1}</source>
            <translation>{0} wird nur in einer Rechenart gemessen: {1}</translation>
        </message>
    </context>
</TS>
