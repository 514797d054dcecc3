# Everything Kindred says, in English. Messages whose comment says "plain" carry no HTML.

start =
    Hello! Tell me an artist you love, and I will tell you whom the same listeners love as well.
    Try <code>/similar { $example }</code>, or just send me a name. Spelling does not matter much.
    Vote 👍 or 👎 on what I suggest: then /recommend finds artists for you, and the next model learns from it. /help says what else I can do.
start-demo = <i>This is the demo: the artists are real, their listeners are simulated.</i>
help =
    <b>/similar</b> <i>artist</i>: artists that the same listeners love. In a private chat the name alone will do; in reply to a message it is whoever that names.
    Put <b>deep</b> behind the name for lesser-known artists, or <b>easy</b> for better-known ones.
    Join artists by + and keep away from one by -, with a space before it: <code>/similar radiohead + björk - coldplay</code>.
    <b>/recommend</b>: artists for you, from your votes.
    <b>/map</b> <i>artist</i>: a picture of those around an artist.
    In a group <b>/mix</b> picks artists for all who take part, <b>/taste</b> compares two of them, and <b>/top</b> shows what is liked most.
    In any chat <code>@{ $bot } radiohead</code> offers answers to send.

    Under an answer, press a name to go on from there; 👍 or 👎 to vote, and the same thumb again to take your vote back; “Why?” for the reasons; “Not this one”, or /block and a name, to never see an artist again.
    The percentage says how alike two artists' listeners are; behind it stand how many people in the training data play the artist and how many of them play both. I know { $artists } artists.

    <b>/likes</b>, <b>/blocked</b> and <b>/settings</b> hold what you have said so far. <b>/privacy</b> says what I keep, <b>/mydata</b> hands it to you, <b>/forget</b> erases it.

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

map-ask = A map around which artist? Answer this message with a name.
map-caption = Around <b>{ $artist }</b>: the closer two names, the more alike their listeners; the larger, the better known. Closest of all: { $closest }.
map-alone = Nobody else who plays <b>{ $artist }</b> is in the training data, so the map is empty around it.
# plain: within a picture
map-title = Around { $artist }
map-note = Kindred · model { $version }
picture-note = Kindred

top-none = Nobody has more 👍 than 👎 here yet. Ask for an artist, and vote on those I name.
top-caption-week = <b>This week</b>: { $artists }
top-caption-ever = <b>Ever</b>: { $artists }
# plain: within a picture
top-title = { $chat } likes most
top-title-private = You like most
top-week = This week
top-ever = Ever
top-quiet = No votes this week
top-told =
    { $down ->
        [0] 👍 { $up }
       *[other] 👍 { $up } 👎 { $down }
    }

recommend-title = <b>For you</b>
recommend-none = I have named everybody who fits you. Vote on more artists, and I will find others.
taste-line = { $place }. { $link }: { $said }
# plain: within a line
recommend-because = because you like { $artists }
recommend-fits = fits what you like
starters =
    <b>What do you like?</b>
    Tell me what you think of these: 👍, 👎, or nothing if you do not know them. One 👍 is enough to begin with.
starters-line = { $place }. { $link }
starters-none = You have told me about everybody I could ask about. Send me an artist you love.
# plain: pops up for a moment
starters-no-votes = Give one of them a 👍 first: I do not know yet what you like.

mix-title = <b>A mix for this chat</b>
mix-people = Taking part: { $people }
mix-too-few =
    Whoever wants to takes part: press the button. Your votes then count for the picks, your name stands beside those that are for you, and /taste may compare you with others who take part.
    I need two people with a 👍 at least.
mix-in-private = A mix is for a group: add me to one, and send /mix there. For you alone there is /recommend.
# plain: within a line
mix-others =
    { $people ->
        [one] { $people } other
       *[other] { $people } others
    }
mix-for = for { $people }
mix-for-all = for all of you
mix-for-nobody = for somebody who has left
# plain: pops up for a moment
mix-joined = You take part: your votes count for the picks.
mix-joined-without-votes = You take part, but I do not know yet what you like. Vote on some artists, then press again.
mix-left = You do not take part any more.

taste-title = <b>{ $first } and { $second }</b>: { NUMBER($overlap, style: "percent", maximumFractionDigits: 0) } of one taste
taste-unknown = <b>{ $first } and { $second }</b>: I cannot compare you yet. Each needs a 👍 at least.
taste-common = You both like { $artists }.
taste-more =
    { $artists }, and { $more ->
        [one] { $more } more
       *[other] { $more } more
    }
taste-apart = You do not agree about { $artists }.
taste-gift = { $giver } could give { $taker } { $link }.
taste-whom = With whom? They take part in the mix of this chat.
taste-nobody = Nobody else takes part in the mix of this chat yet. /mix lets people join.
taste-join-first = Only those who take part in the mix of this chat are compared. Join it with /mix first.
taste-not-taking-part = { $name } does not take part in the mix of this chat, so I compare nothing. /mix lets people join.
taste-yourself = That is you: very much alike. Name somebody else.
taste-in-private = Tastes are compared in a group, among those who take part in its /mix.

# plain: inline mode
inline-away = { $near }, away from { $far }
inline-open = More in our private chat
inline-nobody = I know no such artist. Let us talk in private

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
block-ask = Whom do you never want to see again? Answer this message with a name.
blocked-none = You see everybody. Under an answer, “Not this one” keeps an artist away from you for good, and so does /block.
blocked-all = You have blocked everybody in this answer. /blocked lets back whom you miss.
collection-line = { $mark } { $link }
# plain: in front of an artist that is never shown
mark-blocked = 🚫
# plain: pops up for a moment
block-whom = Whom do you never want to see again?
block-done = You will not see { $artist } again. /blocked lets back whom you miss.
block-let-back = { $artist } may be shown to you again.

privacy =
    <b>What I keep, why, and how long</b>

    <b>What you ask.</b> Your Telegram number, the chat and its kind, the time, what you typed, whom I took it for, what I answered and in which language, and how long that took. So that pages turn, buttons work, an edited question edits its answer, and I do not recommend what you know.
    <b>How you vote.</b> Your Telegram number, the chat, the time, the artist, the thumb, and the question it belonged to. So that votes can be counted, shown to you and taken back, and so that the next model learns from them.
    <b>What you choose.</b> Your settings, and the artists you never want to see.
    <b>Mixes you join.</b> Your first name and user name, so that the mix of that chat can say for whom a pick is, and /taste can say there what you have in common with somebody else who takes part. Not before you press “I take part”, and until you press “Without me”.
    <b>Which of my messages answers which of yours</b>, and which artist it is about; not their texts.
    <b>What reaches me, until it is done.</b> Each message and each press is written down as it comes, so that none is lost, and erased as soon as I have dealt with it, mostly within a second. What I could not deal with stays until whoever runs this bot has looked at it, thirty days at most.

    <b>What I do not keep.</b> What is said in a group and not to me, once I have seen that it is not, your phone number, your picture, your contacts.
    <b>Who sees it.</b> Whoever runs this bot. In a group all see how many voted, never who. When a model is trained, people are renamed to pseudonyms first, and a model holds sums, nobody's row.
    <b>How long.</b> Until you send /forget, which erases all of it at once. What a model has learnt from you goes with the next training.
    <b>What you can do.</b> /mydata hands you all of it as a file, /likes and /blocked let you take single things back, /settings changes your choices, /forget ends it.
mydata =
    This is all that I keep about you: { $rows } { $rows ->
        [one] row
       *[other] rows
    }. /privacy says why, /forget erases it.
forget-ask =
    <b>Shall I forget you?</b>
    I erase what you asked, how you voted, what you chose and the mixes you joined, here and in every group. That cannot be undone. What the model has learnt from you goes with the next training.
forget-kept = Nothing was erased.
forget-done =
    Erased: { $queries } { $queries ->
        [one] question
       *[other] questions
    }, { $votes } { $votes ->
        [one] vote
       *[other] votes
    }, and all else that I kept about you. What the model has learnt from you goes with the next training.

stats-title =
    { $people ->
        [one] <b>{ $people }</b> person
       *[other] <b>{ $people }</b> people
    } in { $chats ->
        [one] <b>{ $chats }</b> chat
       *[other] <b>{ $chats }</b> chats
    }
stats-set-aside =
    { $count } { $count ->
        [one] update
       *[other] updates
    } could not be handled: <code>kindred set-aside</code> shows why.
stats-hits = Of the names that were typed, { NUMBER($rate, style: "percent", maximumFractionDigits: 0) } were answered for.
# plain: within a picture
stats-picture = How Kindred is used
stats-queries = What was asked
stats-confident = answered
stats-unsure = asked back
stats-unknown = nobody known
stats-refused = refused
stats-recommended = recommendations
stats-starters = first votes
stats-mix = mixes
stats-asked = Most asked for
stats-unknown-names = Asked for and not known
stats-votes = Votes that count
stats-took = Answers took at most
stats-half = half of them
stats-most = 9 of 10
stats-nearly-all = 99 of 100
stats-count = { $count }
stats-ms = { NUMBER($ms, maximumFractionDigits: 0) } ms
stats-days = People by day
stats-nothing = Nothing yet

model-about =
    <b>The model that answers</b>
    <code>{ $version }</code>
    trained { $trained } on { $source }
    { $artists } artists, { $listeners } listeners, { $plays } rows of plays, { $factors } factors
model-trial = Of artists hidden from their listeners, { NUMBER($recall, style: "percent", maximumFractionDigits: 1) } are among its first 20 (nDCG { NUMBER($ndcg, maximumFractionDigits: 3) }).
model-versions = Versions, the last one first:
model-reloaded = Version <code>{ $version }</code> answers now.
model-unchanged = Version <code>{ $version }</code> is the current one, and it answers already.
model-failed = The version that is current cannot be used, so <code>{ $version }</code> goes on answering: { $cause }
export-done = { $events } { $events ->
        [one] event
       *[other] events
    }, people renamed. <code>kindred train PLAYS --votes FILE</code> learns from it.
export-too-large = The export is too large for Telegram. <code>kindred votes export</code> writes it where I run.

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
button-map = 🗺 Map
button-similar = Similar artists
button-block = 🚫 Not this one
button-block-artist = 🚫 { $artist }
button-keep-all = ◀ Nobody
button-remove = ✕ { $artist }
button-recommend = Recommend to me ▶
button-other-starters = I know none of these
button-join = ✋ I take part
button-leave = Without me
button-person = { $name }
button-inline = More with Kindred
button-forget = Erase everything
button-keep = Keep it
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
answer-anothers = That is an answer to somebody else. /recommend gives you your own.
command-unknown = I do not know that command. /help says what I can do.
sorry = Something went wrong on my side. Please try again in a moment.
sorry-later = I cannot get at my notebook just now. What you asked is kept, and I will answer as soon as I can.
busy = Very many people are asking just now. Please try again in a moment.
slow-down = That is more at once than I can answer. Give me a minute, and then go on.

# plain: the command menu
command-similar = Artists that the same listeners love
command-map = A picture of those around an artist
command-top = What is liked most here
command-recommend = Artists for you, from your votes
command-mix = Artists for all who take part
command-taste = Compare your taste with somebody's
command-likes = What I have voted
command-block = Never show me this artist again
command-blocked = Artists that I never want to see
command-settings = Language, adventure, links, pictures
command-privacy = What I keep, why, and how long
command-mydata = All that I keep about you, as a file
command-forget = Erase all that I keep about you
command-stats = How I am used
command-model = The model that answers
command-reload = Take over the current model now
command-export = Votes and queries, people renamed
command-help = What I can do
