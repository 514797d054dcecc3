# Everything Kindred says, in English. Messages whose comment says "plain" carry no HTML.

start =
    Hello! Tell me an artist you love, and I will tell you whom the same listeners love as well.
    Try <code>/similar { $example }</code>, or just send me a name. Spelling does not matter much.
    Vote 👍 or 👎 on what I suggest: the next model learns from it.
start-demo = <i>This is the demo: the artists are real, their listeners are simulated.</i>
help =
    <b>/similar</b> <i>artist</i>: artists that the same listeners love. In a private chat the name alone will do.
    Put <b>deep</b> behind the name for lesser-known artists, or <b>easy</b> for better-known ones.
    Join artists by + and keep away from one by -, with a space before it: <code>/similar radiohead + björk - coldplay</code>.
    Press a name to go on from there, 👍 or 👎 to vote, and the same thumb again to take your vote back.
    The percentage says how alike two artists' listeners are; behind it stand how many people in the training data play the artist and how many of them play both.
    I know { $artists } artists. What I keep: what you ask me and how you vote, so that the next model can learn from it.

similar-ask = Which artist? Answer this message with a name.
# plain: stands in the empty field in which the answer is typed
similar-ask-hint = an artist's name
similar-title = Those who listen to <b>{ $artist }</b> also love
similar-showing = Showing <b>{ $artist }</b> for “{ $typed }”
similar-line = { $place }. { $link }: { NUMBER($closeness, style: "percent", maximumFractionDigits: 0) } alike, { $shared } of { $listeners } listeners shared
similar-leaning-easy = <i>Leaning to the better known.</i>
similar-leaning-deep = <i>Leaning to the lesser known.</i>
similar-page = <i>Page { $page } of { $pages }</i>
similar-none = Nobody else who plays <b>{ $artist }</b> is in the training data, so I cannot say who is similar.
similar-unsure = I am not sure whom you mean by “{ $typed }”. One of these?
similar-unknown = I know no artist called “{ $typed }”. Try another spelling, or for example <code>{ $first }</code>, <code>{ $second }</code> or <code>{ $third }</code>.
similar-no-text = I understand names only. Which artist do you love?
similar-gone = That artist is not in the present model any more. Send me the name, and I will look again.

request-title = Close to <b>{ $near }</b>
request-title-away = Close to <b>{ $near }</b>, away from <b>{ $far }</b>
request-line = { $place }. { $link }: { NUMBER($closeness, style: "percent", maximumFractionDigits: 0) } alike, { $shared } of { $listeners } listeners shared with { $seed }
request-none = I can name nobody who is close to <b>{ $near }</b> in the way you ask.
request-unsure = I am not sure whom you mean by “{ $typed }”. Ask again with one of these names, or press one to see it alone.
request-unknown = I know no artist called “{ $typed }”. Try another spelling of it, or press one of the others to see it alone.
request-only-away = Whom shall it be close to? Name somebody in front of the minus: <code>{ $example } - { $artist }</code>.
request-on-both-sides = Nobody can be close to <b>{ $artist }</b> and away from <b>{ $artist }</b>. Please choose a side.
request-too-many = { $most } artists at a time are the most I can weigh. Please leave some out.

likes-title =
    <b>Your votes</b>: 👍 { $up }, 👎 { $down }
    Press one to take it back.
likes-none = You have not voted yet. Ask me for an artist, and press 👍 or 👎 behind those I name.
blocked-title =
    <b>Never shown to you</b>: { $artists } { $artists ->
        [one] artist
       *[other] artists
    }
    Press one to let it back.
blocked-none = You see everybody. Under an answer, “Not this one” keeps an artist away from you for good.
collection-line = { $mark } { $link }
# plain: in front of an artist that is never shown
mark-blocked = 🚫
# plain: pops up for a moment
block-whom = Whom do you never want to see again?
block-done = You will not see { $artist } again. /blocked lets back whom you miss.
block-let-back = { $artist } may be shown to you again.

settings =
    <b>Settings</b>
    Your language; how well known the artists shall be that I name; where their names lead; and how pictures look.
# plain: pops up for a moment
settings-kept = Kept.
# plain: this language, in itself
language-name = English

private-only = That is between the two of us. Let us go on in private.

# plain: names in a sentence
list-comma = { $before }, { $next }
list-and = { $before } and { $last }

why-line = { $place }. { $link }: { $reason }.
# plain: what a reason is made of
why-and = { $said }; { $more }
why-shared =
    { $listeners ->
        [one] { $listeners } listener also plays
       *[other] { $listeners } listeners also play
    } { $seed }
why-shared-unusual = { why-shared }, { $times } times as many as by chance
why-connecting = both are heard with { $artists }
why-votes = votes on the two: 👍 { $up }, 👎 { $down }
why-taste = its listeners and those of { $seed } otherwise play much the same
why-artist-gone = is not in the present model any more
why-seed-gone =
    { $seeds ->
        [one] { $names } is
       *[other] { $names } are
    } not in the present model any more, so I cannot say

# plain: buttons
button-block = 🚫 Not this one
button-block-artist = 🚫 { $artist }
button-keep-all = ◀ Nobody
button-remove = ✕ { $artist }
button-private = Go on in private
button-chosen = ✓ { $label }
button-language-auto = As Telegram
button-site-default = As the bot
button-light = ☀ Light pictures
button-dark = 🌙 Dark pictures
button-previous = ◀ Back
button-next = More ▶
button-why = Why?
button-why-hide = Hide why
button-easy = Better known
button-balanced = Closest
button-deep = Lesser known
button-namesake = { $place }. { $artist } ({ $listeners } { $listeners ->
        [one] listener
       *[other] listeners
    })
button-up = 👍
button-up-mine = 👍 ✓
button-up-counted = 👍 { $votes }
button-down = 👎
button-down-mine = 👎 ✓
button-down-counted = 👎 { $votes }

# plain: what pops up for a moment when a thumb is pressed
vote-up = You like { $artist }.
vote-down = Not for you: { $artist }.
vote-taken-back = Vote on { $artist } taken back.
button-unknown = This button does nothing any more.

answer-forgotten = That answer is too old. Ask me again.
command-unknown = I do not know that command. /help says what I can do.
sorry = Something went wrong on my side. Please try again in a moment.

# plain: the command menu
command-similar = Artists that the same listeners love
command-likes = What I have voted
command-blocked = Artists that I never want to see
command-settings = Language, adventure, links, pictures
command-help = What I can do
command-start = Begin
