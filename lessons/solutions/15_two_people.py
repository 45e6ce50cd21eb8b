# %% name="lost_update"
api.reset()
fourth = f"{api.url}/messages/4"
hers, his = requests.get(fourth).json(), requests.get(fourth).json()
first = requests.put(fourth, json=hers | {"body": "Do you have coffee?"})
second = requests.put(fourth, json=his | {"tags": {"urgent": "yes"}})

both = [first, second]

# %% name="claim_a_place"
api.reset()
place, only_new = f"{api.url}/messages/800", {"If-None-Match": "*"}
first = requests.put(place, json=note | {"body": "Mine."}, headers=only_new)
second = requests.put(place, json=note | {"body": "No, mine."}, headers=only_new)

claims = [first, second]

# %% name="careful_edit"
def edit(url, change):
    while True:
        read = requests.get(url)
        known = {"If-Match": read.headers["ETag"]}
        written = requests.put(url, json=change(read.json()), headers=known)
        if written.status_code != 412:
            return written

# %% name="quiz_two_people"
letters = ["b", "c", "a"]
