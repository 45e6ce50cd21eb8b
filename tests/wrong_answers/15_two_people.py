# %% name="lost_update" says="the first change in the second `PUT`, too"
api.reset()
fourth = f"{api.url}/messages/4"
nora = requests.get(fourth).json()
first = requests.put(fourth, json=nora | {"body": "Do you have coffee?"})
omar = requests.get(fourth).json()
second = requests.put(fourth, json=omar | {"tags": {"urgent": "yes"}})
both = [first, second]

# %% name="lost_update" says="A condition prevents the accident"
api.reset()
fourth = f"{api.url}/messages/4"
nora, omar = requests.get(fourth), requests.get(fourth)
known = {"If-Match": nora.headers["ETag"]}
first = requests.put(fourth, json=nora.json() | {"body": "Coffee?"}, headers=known)
second = requests.put(fourth, json=omar.json() | crew, headers=known)
both = [first, second]

# %% name="lost_update" says="`PUT /messages/6`, answered 200"
api.reset()
nora, omar = requests.get(url).json(), requests.get(url).json()
first = requests.put(url, json=nora | {"body": "Do you have coffee?"})
second = requests.put(url, json=omar | {"tags": {"urgent": "yes"}})
both = [first, second]

# %% name="lost_update" says="`PATCH /messages/4`, answered 200"
api.reset()
fourth = f"{api.url}/messages/4"
merge = {"Content-Type": "application/merge-patch+json"}
first = requests.patch(fourth, json={"body": "Coffee?"}, headers=merge)
second = requests.patch(fourth, json={"body": "Cocoa?"}, headers=merge)
both = [first, second]

# %% name="lost_update" says="`#/to`"
api.reset()
fourth = f"{api.url}/messages/4"
both = [requests.put(fourth, json={"body": text}) for text in ["Coffee?", "Cocoa?"]]

# %% name="lost_update" says="no `GET` of it between its last change"
api.reset()
fourth = f"{api.url}/messages/4"
requests.delete(url)
requests.put(fourth, json=note | {"body": "Anything."})
mine = note | {"from": "+15017122661", "to": "+14158141829"}
first = requests.put(fourth, json=mine | {"body": "Coffee?"})
second = requests.put(fourth, json=mine | {"body": "Do you have tea?"})
both = [first, second]

# %% name="lost_update" says="the same in both"
api.reset()
fourth = f"{api.url}/messages/4"
read = requests.get(fourth).json()
both = [requests.put(fourth, json=read | {"body": "Coffee?"}) for _ in range(2)]

# %% name="lost_update" says="A first `PUT` that changes something"
api.reset()
fourth = f"{api.url}/messages/4"
read = requests.get(fourth).json()
both = [requests.put(fourth, json=read), requests.put(fourth, json=read | crew)]

# %% name="lost_update" says="a second person who changes something, too"
api.reset()
fourth = f"{api.url}/messages/4"
read = requests.get(fourth).json()
both = [requests.put(fourth, json=read | crew), requests.put(fourth, json=read)]

# %% name="lost_update" says="Change the places of the two"
api.reset()
fourth = f"{api.url}/messages/4"
read = requests.get(fourth).json()
first = requests.put(fourth, json=read | {"body": "Coffee?"})
both = [requests.put(fourth, json=read | crew), first]

# %% name="lost_update" says="the same call twice"
api.reset()
fourth = f"{api.url}/messages/4"
first = requests.put(fourth, json=requests.get(fourth).json() | {"body": "Coffee?"})
both = [first, first]

# %% name="lost_update" says="another change or a reset between the two"
api.reset()
fourth = f"{api.url}/messages/4"
read = requests.get(fourth).json()
first = requests.put(fourth, json=read | {"body": "Coffee?"})
requests.put(fourth, json=read)
both = [first, requests.put(fourth, json=read | crew)]

# %% name="lost_update" says="A message here was deleted"
api.reset()
fourth = f"{api.url}/messages/4"
read = requests.get(fourth).json()
requests.delete(fourth)
both = [requests.put(fourth, json=note | {"body": text}) for text in ["A", "B"]]

# %% name="lost_update" says="a value of type dict"
api.reset()
fourth = f"{api.url}/messages/4"
read = requests.get(fourth).json()
first = requests.put(fourth, json=read | {"body": "Coffee?"}).json()
both = [first, requests.put(fourth, json=read | crew)]

# %% name="lost_update" says="only one yet"
api.reset()
fourth = f"{api.url}/messages/4"
first = requests.put(fourth, json=requests.get(fourth).json() | {"body": "Coffee?"})
both = [first, ...]

# %% name="claim_a_place" says="no condition in the `PUT`"
api.reset()
place = f"{api.url}/messages/800"
claims = [requests.put(place, json=note | {"body": text}) for text in ["Mine", "No"]]

# %% name="claim_a_place" says="only without double quotes of its own"
api.reset()
place, star = f"{api.url}/messages/800", {"If-None-Match": '"*"'}
first = requests.put(place, json=note | {"body": "Mine"}, headers=star)
claims = [first, requests.put(place, json=note | {"body": "No"}, headers=star)]

# %% name="claim_a_place" says="`If-Match` wants that something *is* there"
api.reset()
place, star = f"{api.url}/messages/800", {"If-Match": "*"}
first = requests.put(place, json=note | {"body": "Mine"}, headers=star)
claims = [first, requests.put(place, json=note | {"body": "No"}, headers=star)]

# %% name="claim_a_place" says="a message is there already"
place = f"{api.url}/messages/800"
requests.put(place, json=note | {"body": "Here before."})
first = requests.put(place, json=note | {"body": "Mine"}, headers=only_new)
claims = [first, requests.put(place, json=note | {"body": "No"}, headers=only_new)]

# %% name="claim_a_place" says="two messages with different words"
api.reset()
place, mine = f"{api.url}/messages/800", note | {"body": "Mine"}
claims = [requests.put(place, json=mine, headers=only_new) for _ in range(2)]

# %% name="claim_a_place" says="`PUT /messages/60`, answered"
claims = [requests.put(f"{api.url}/messages/60", headers=only_new, json=note)] * 2

# %% name="claim_a_place" says="`POST /messages`, answered 412"
mine = note | {"body": "Mine"}
claims = [requests.post(f"{api.url}/messages", json=mine, headers=only_new)] * 2

# %% name="claim_a_place" says="`#/body`"
api.reset()
place = f"{api.url}/messages/800"
claims = [requests.put(place, json=note, headers=only_new) for _ in range(2)]

# %% name="claim_a_place" says="a message here was deleted"
api.reset()
place, mine = f"{api.url}/messages/800", note | {"body": "Mine"}
requests.put(place, json=mine)
requests.delete(place)
claims = [requests.put(place, json=mine, headers=only_new) for _ in range(2)]

# %% name="claim_a_place" says="Send a valid message right after the first one"
api.reset()
place, mine = f"{api.url}/messages/800", note | {"body": "Mine"}
first = requests.put(place, json=mine, headers=only_new)
api.reset()
second = requests.put(place, json=mine | {"body": "No"}, headers=only_new)
claims = [first, second]

# %% name="claim_a_place" says="a list with 1 in it"
api.reset()
place, mine = f"{api.url}/messages/800", note | {"body": "Mine"}
claims = [requests.put(place, json=mine, headers=only_new)]

# %% name="careful_edit" says="a `PUT` without it"
def edit(url, change):
    return requests.put(url, json=change(requests.get(url).json()))

# %% name="careful_edit" says="all three belong into a loop"
def edit(url, change):
    read = requests.get(url)
    known = {"If-Match": read.headers["ETag"]}
    return requests.put(url, json=change(read.json()), headers=known)

# %% name="careful_edit" says="do not count the tries so low"
def edit(url, change):
    for turn in range(2):
        read = requests.get(url)
        known = {"If-Match": read.headers["ETag"]}
        written = requests.put(url, json=change(read.json()), headers=known)
        if written.status_code == 200:
            return written
    return written

# %% name="careful_edit" says="The same `If-Match` each time, an old one"
def edit(url, change):
    read = requests.get(url)
    known = {"If-Match": read.headers["ETag"]}
    while True:
        written = requests.put(url, json=change(read.json()), headers=known)
        if written.status_code != 412:
            return written

# %% name="careful_edit" says="is the same 412 again"
def edit(url, change):
    read = requests.get(url)
    known = {"If-Match": read.headers["ETag"]}
    for turn in range(5):
        written = requests.put(url, json=change(read.json()), headers=known)
        if written.status_code != 412:
            break
    return written

# %% name="careful_edit" says="412, `GET /messages/"
def edit(url, change):
    read = requests.get(url)
    changed = change(read.json())
    while True:
        known = {"If-Match": read.headers["ETag"]}
        written = requests.put(url, json=changed, headers=known)
        if written.status_code != 412:
            return written
        read = requests.get(url)

# %% name="careful_edit" says="the body as somebody else wrote it"
def edit(url, change):
    changed = change(requests.get(url).json())
    known = {"If-Match": requests.get(url).headers["ETag"]}
    return requests.put(url, json=changed, headers=known)

# %% name="careful_edit" says="The star fits any version"
def edit(url, change):
    read = requests.get(url)
    return requests.put(url, json=change(read.json()), headers={"If-Match": "*"})

# %% name="careful_edit" says="its double quotes included"
def edit(url, change):
    read = requests.get(url)
    known = {"If-Match": read.headers["ETag"].strip('"')}
    return requests.put(url, json=change(read.json()), headers=known)

# %% name="careful_edit" says="`If-None-Match` instead"
def edit(url, change):
    read = requests.get(url)
    known = {"If-None-Match": read.headers["ETag"]}
    return requests.put(url, json=change(read.json()), headers=known)

# %% name="careful_edit" says="it gave back `None`"
def edit(url, change):
    while True:
        read = requests.get(url)
        known = {"If-Match": read.headers["ETag"]}
        written = requests.put(url, json=change(read.json()), headers=known)
        if written.status_code != 412:
            break

# %% name="careful_edit" says="it gave back `200`"
def edit(url, change):
    written = None
    while written is None or written.status_code == 412:
        read = requests.get(url)
        known = {"If-Match": read.headers["ETag"]}
        written = requests.put(url, json=change(read.json()), headers=known)
    return written.status_code

# %% name="careful_edit" says="The last answer was 422"
def edit(url, change):
    while True:
        read = requests.get(url)
        known = {"If-Match": read.headers["ETag"]}
        written = requests.put(url, json=change(read.json()), headers=known)
        if written.status_code == 200:
            return written

# %% name="careful_edit" says="called with a value of type Response"
def edit(url, change):
    read = requests.get(url)
    known = {"If-Match": read.headers["ETag"]}
    return requests.put(url, json=change(read), headers=known)

# %% name="careful_edit" says="takes both, and `change(...)` takes one"
def edit(url):
    return requests.get(url)

# %% name="careful_edit" says="The `ETag` comes with a `GET`"
def edit(url, change):
    read = requests.get(url)
    known = {"If-Match": read.json()["ETag"]}
    return requests.put(url, json=change(read.json()), headers=known)

# %% name="careful_edit" says="look for it before you raise"
def edit(url, change):
    read = requests.get(url)
    known = {"If-Match": read.headers["ETag"]}
    written = requests.put(url, json=change(read.json()), headers=known)
    written.raise_for_status()
    return written

# %% name="careful_edit" says="a `GET` of the `url` that it was called with"
def edit(link, change):
    read = requests.get(f"{api.url}/messages/1")
    known = {"If-Match": read.headers["ETag"]}
    return requests.put(link, json=change(read.json()), headers=known)

# %% name="careful_edit" says="and no other change"
merge = {"Content-Type": "application/merge-patch+json"}
def edit(url, change):
    read = requests.get(url)
    known = {"If-Match": read.headers["ETag"]} | merge
    return requests.patch(url, json=change(read.json()), headers=known)

# %% name="careful_edit" says="does the loop see the newest one"
def edit(url, change):
    read = requests.get(url)
    known = {"If-Match": read.headers["ETag"]}
    written = requests.put(url, json=change(read.json()), headers=known)
    while written.status_code == 412:
        read = requests.get(url)
        known = {"If-Match": read.headers["ETag"]}
        requests.put(url, json=change(read.json()), headers=known)
    return written

# %% name="careful_edit" says="its tag is not stored"
def edit(url, change):
    read = requests.get(url)
    known = {"If-Match": read.headers["ETag"]}
    message = read.json()
    change(message)
    return requests.put(url, json=message, headers=known)

# %% name="careful_edit" says="Hand over its name, without brackets"
edit = requests.put(url, json=later)

# %% name="careful_edit" says="the response to `GET /messages/"
def edit(url, change):
    while True:
        read = requests.get(url)
        known = {"If-Match": read.headers["ETag"]}
        written = requests.put(url, json=change(read.json()), headers=known)
        if written.status_code != 412:
            return requests.get(url)

# %% name="careful_edit" says="no `PUT` after the one that was accepted"
def edit(url, change):
    for turn in range(5):
        read = requests.get(url)
        known = {"If-Match": read.headers["ETag"]}
        written = requests.put(url, json=change(read.json()), headers=known)
    return written

# %% name="careful_edit" says="Mend this error first"
def edit(url, change):
    read = requests.get(address)
    return requests.put(url, json=change(read.json()))

# %% name="quiz_two_people" says="brought the old body back"
letters = ["a", "c", "a"]

# %% name="quiz_two_people" says="nothing is refused"
letters = ["c", "c", "a"]

# %% name="quiz_two_people" says="It names an old version"
letters = ["b", "a", "a"]

# %% name="quiz_two_people" says="it brought the accident back"
letters = ["b", "b", "a"]

# %% name="quiz_two_people" says="Omar had checked, too"
letters = ["b", "c", "b"]

# %% name="quiz_two_people" says="the server has nothing to compare"
letters = ["b", "c", "c"]
