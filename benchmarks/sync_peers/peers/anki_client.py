# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Anki's own library against its own server, incremental: a note of 21 fields for each record. URL FOLDER FILE."""

import json
import sys
import time
from pathlib import Path

from anki.collection import Collection
from anki.sync_pb2 import SyncCollectionResponse

URL, FOLDER, FILE = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
FRESH = not (FOLDER / "c.anki2").exists()
collection = Collection(str(FOLDER / "c.anki2"))
auth = collection.sync_login("bench", "bench", URL)


def first() -> dict[str, int]:
    """Bring an empty collection to the server, or the server's here: what Anki asks for before it goes on in steps."""
    names = list(json.loads(FILE.read_text(encoding="utf-8").splitlines()[0]))
    if "enrolment" not in [one.name for one in collection.models.all_names_and_ids()]:
        kind = collection.models.new("enrolment")
        for name in names:
            collection.models.add_field(kind, collection.models.new_field(name))
        template = collection.models.new_template("card")
        template["qfmt"], template["afmt"] = "{{id}}", "{{name}}"
        collection.models.add_template(kind, template)
        collection.models.add(kind)
    said = collection.sync_collection(auth, False)
    if said.required != SyncCollectionResponse.NO_CHANGES:
        upload = said.required != SyncCollectionResponse.FULL_DOWNLOAD and "take" not in sys.argv
        collection.close_for_full_sync()
        collection.full_upload_or_download(auth=auth, server_usn=None, upload=upload)
        collection.reopen(after_full_sync=True)
    return {}


def load() -> dict[str, int]:
    """Keep the records."""
    kind = collection.models.by_name("enrolment")
    lines = FILE.read_text(encoding="utf-8").splitlines()
    deck = collection.decks.id("Default")
    from anki.collection import AddNoteRequest

    requests = []
    for line in lines:
        note = collection.new_note(kind)
        note.fields = [str(value) for value in json.loads(line).values()]
        requests.append(AddNoteRequest(note=note, deck_id=deck))
    collection.add_notes(requests)
    return {"records": len(lines)}


def sync() -> dict[str, int]:
    """Sync what changed on either side."""
    said = collection.sync_collection(auth, False)
    if said.required not in (SyncCollectionResponse.NO_CHANGES, SyncCollectionResponse.NORMAL_SYNC):
        return {"full_sync": 1}
    return {"full_sync": 0}


def count() -> dict[str, int]:
    """Count the records here."""
    return {"records": collection.note_count()}


PHASES = {"first": first, "load": load, "push": sync, "again": sync, "pull": sync, "count": count}
for told in sys.stdin:
    if told.strip() == "quit":
        break
    began = time.perf_counter()
    answer = PHASES[told.strip()]()
    print(json.dumps({"seconds": time.perf_counter() - began, **answer}), flush=True)
