"""Run by the environment that has the real Anki: imports files into a new collection and says what came of it.

    python imports_into_anki.py FOLDER QUESTION FILE...

Anki is imported in the functions, because pytest looks for examples in this file, too, where there is no Anki.
Prints a JSON list: for each file how many notes were new, updated and the same as before, how many notes and cards the
collection has then, and the front and schedule of the card with QUESTION, which is answered after the first import.
"""

import json
import sys
from pathlib import Path


def main(folder: str, question: str, *files: str) -> None:
    """Import the files in turn."""
    from anki.collection import Collection

    collection = Collection(str(Path(folder) / "collection.anki2"))
    said = []
    for number, file in enumerate(files):
        log = (imported_package if file.endswith(".apkg") else imported_text)(collection, file).log
        if number == 0:
            answered(collection, question)
        first = collection.get_card(collection.find_cards("-is:new")[0])
        said.append(
            {
                "new": len(log.new),
                "updated": len(log.updated),
                "same": len(log.duplicate),
                "refused": len(log.missing_notetype) + len(log.missing_deck) + len(log.empty_first_field),
                "notes": collection.note_count(),
                "cards": collection.card_count(),
                "question": first.note().fields[0],
                "schedule": [first.type, first.queue, first.due, first.ivl, first.factor, first.reps],
            }
        )
    collection.close()
    print(json.dumps(said))


def imported_text(collection, file):
    """Import a text as its own headers say, with the note type that is called Basic in English."""
    from anki.collection import ImportCsvRequest

    metadata = collection.get_csv_metadata(file, None)
    return collection.import_csv(ImportCsvRequest(path=file, metadata=metadata))


def imported_package(collection, file):
    """Import a package with Anki's own defaults."""
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    request = ImportAnkiPackageRequest(package_path=file, options=ImportAnkiPackageOptions())
    return collection.import_anki_package(request)


def answered(collection, question):
    """Make the card with a question one that was reviewed and comes back in five days."""
    [card] = [one for one in collection.find_cards("") if question in collection.get_card(one).question()]
    collection.sched.set_due_date([card], "5!")


if __name__ == "__main__":
    main(*sys.argv[1:])
