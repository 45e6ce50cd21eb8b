# %% name="smallest_patch"
three = f"{api.url}/messages/3"
reworded = requests.patch(three, json={"body": "All is sold."}, headers=merge)

# %% name="one_tag_less"
three = f"{api.url}/messages/3"
less = {"tags": {"message_type": None}}
one_tag_less = requests.patch(three, json=less, headers=merge)

# %% name="put_or_patch"
stories = {
    "You know the new body, and send nothing but that": "PATCH",
    "You send a whole message, to take the place of the old one": "PUT",
    "One tag shall go; you never read what else there is": "PATCH",
    "What you do not send shall be gone afterwards": "PUT",
    "Nothing was ever at /messages/500; create the message there": "PUT",
    "One more picture, behind those that are there already": "PATCH",
}

# %% name="two_at_once"
five = f"{api.url}/messages/5"
requests.patch(five, json={"media": []}, headers=merge)
both = [{"op": "add", "path": "/media/-", "value": each} for each in (ship, bay)]
longer = requests.patch(five, json=both, headers=json_patch)

# %% name="quiz_patch"
letters = ["c", "b", "a"]
