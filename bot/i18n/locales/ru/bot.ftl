# Everything Kindred says, in Russian. Messages whose comment says "plain" carry no HTML.
#
# One person is «ты», several are «вы». Names stand where they need not be declined: after a colon,
# after a noun such as «исполнитель», or as the subject. Nobody is given a gender.

start =
    Привет! Назови любимого исполнителя, и я скажу, кого ещё любят те же слушатели.
    Попробуй <code>/similar { $example }</code> или просто пришли имя. Опечатки не страшны.
    Ставь 👍 или 👎 тем, кого я советую: тогда /recommend подберёт исполнителей для тебя, а следующая модель будет на этом учиться. Что ещё я умею, расскажет /help.
start-demo = <i>Это демо: исполнители настоящие, а слушатели смоделированы.</i>
help =
    <b>/similar</b> <i>исполнитель</i>: кого ещё любят те же слушатели. В личном чате хватит одного имени, а в ответ на чьё-то сообщение имя возьмётся из него.
    Допиши после имени <b>deep</b>, чтобы увидеть менее известных, или <b>easy</b>, чтобы увидеть более известных.
    Исполнителей можно складывать через + и вычитать через -, поставив перед знаком пробел: <code>/similar radiohead + björk - coldplay</code>.
    <b>/recommend</b>: исполнители для тебя, по твоим голосам.
    <b>/map</b> <i>исполнитель</i>: картинка, на которой видно, кто рядом.
    В группе <b>/mix</b> подбирает исполнителей для всех, кто участвует, <b>/taste</b> сравнивает вкусы двух участников, а <b>/top</b> показывает, что любят больше всего.
    В любом чате <code>@{ $bot } radiohead</code> предложит ответы, которые можно отправить.

    Под ответом нажми на имя, чтобы пойти от него дальше; 👍 или 👎, чтобы проголосовать, и ту же кнопку ещё раз, чтобы отозвать голос; «Почему?», чтобы узнать причины; «Не предлагать» (или /block и имя), чтобы больше никогда не видеть исполнителя.
    Процент говорит, насколько похожи слушатели двух исполнителей; за ним стоит, сколько человек в обучающих данных слушают обоих и сколько всего слушателей у названного. В моей модели { $artists } { $artists ->
        [one] исполнитель
        [few] исполнителя
        [many] исполнителей
       *[other] исполнителя
    }.

    В <b>/likes</b>, <b>/blocked</b> и <b>/settings</b> собраны твои голоса, скрытые исполнители и настройки. <b>/privacy</b> объясняет, что я храню, <b>/mydata</b> отдаёт это тебе, <b>/forget</b> стирает.

similar-ask = Какого исполнителя ищем? Ответь на это сообщение именем.
# plain: stands in the empty field in which the answer is typed
similar-ask-hint = имя исполнителя
similar-title = <b>{ $artist }</b>: кого ещё любят те же слушатели
similar-showing = По запросу «{ $typed }» показываю: <b>{ $artist }</b>
similar-line = { $place }. { $link }: сходство { NUMBER($closeness, style: "percent", maximumFractionDigits: 0) }, общих слушателей { $shared } из { $listeners }
similar-leaning-easy = <i>С уклоном в более известных.</i>
similar-leaning-deep = <i>С уклоном в менее известных.</i>
similar-page = <i>Страница { $page } из { $pages }</i>
similar-none = <b>{ $artist }</b>: других слушателей в обучающих данных нет, поэтому я не знаю, кто похож.
similar-unsure = Непонятно, кто имеется в виду под «{ $typed }». Кто-то из этих?
similar-unknown = Я не знаю исполнителя «{ $typed }». Попробуй написать иначе или возьми для примера <code>{ $first }</code>, <code>{ $second }</code> или <code>{ $third }</code>.
similar-no-text = Я понимаю только имена. Какого исполнителя ты любишь?
similar-gone = Этого исполнителя в нынешней модели больше нет. Пришли имя, и я поищу снова.

request-title = Поближе к: <b>{ $near }</b>
request-title-away = Поближе к: <b>{ $near }</b>, подальше от: <b>{ $far }</b>
request-line = { $place }. { $link }: сходство { NUMBER($closeness, style: "percent", maximumFractionDigits: 0) }, общих с исполнителем { $seed } слушателей { $shared } из { $listeners }
request-none = <b>{ $near }</b>: по такому запросу мне некого назвать.
request-unsure = Непонятно, кто имеется в виду под «{ $typed }». Повтори запрос с одним из этих имён или нажми на имя, чтобы посмотреть только его.
request-unknown = Я не знаю исполнителя «{ $typed }». Попробуй написать иначе или нажми на одно из остальных имён, чтобы посмотреть только его.
request-only-away = А к кому поближе? Поставь кого-нибудь перед минусом: <code>{ $example } - { $artist }</code>.
request-on-both-sides = Плюс <b>{ $artist }</b> и минус <b>{ $artist }</b> одновременно не получится. Выбери, пожалуйста, что-то одно.
request-too-many =
    За один раз я могу учесть не больше { $most } { $most ->
        [one] исполнителя
       *[other] исполнителей
    }. Убери кого-нибудь, пожалуйста.

map-ask = Вокруг какого исполнителя нарисовать карту? Ответь на это сообщение именем.
map-caption = <b>{ $artist }</b> и окрестности: чем ближе два имени, тем больше похожи их слушатели; чем имя крупнее, тем оно известнее. Ближе всех: { $closest }.
map-alone = <b>{ $artist }</b>: других слушателей в обучающих данных нет, поэтому карта вокруг пуста.
# plain: within a picture
map-title = { $artist } и окрестности
map-note = Kindred · модель { $version }
picture-note = Kindred

top-none = Здесь пока ни у кого 👍 не больше, чем 👎. Спроси об исполнителе и проголосуй за тех, кого я назову.
top-caption-week = <b>На этой неделе</b>: { $artists }
top-caption-ever = <b>За всё время</b>: { $artists }
# plain: within a picture
top-title = { $chat }: любимые исполнители
top-title-private = Твои любимые исполнители
top-week = На этой неделе
top-ever = За всё время
top-quiet = На этой неделе голосов нет
top-told =
    { $down ->
        [0] 👍 { $up }
       *[other] 👍 { $up } 👎 { $down }
    }

recommend-title = <b>Для тебя</b>
recommend-none = Все, кто тебе подходит, уже названы. Оцени ещё исполнителей, и я найду новых.
taste-line = { $place }. { $link } — { $said }
# plain: within a line
recommend-because = потому что тебе по душе { $artists }
recommend-fits = в твоём вкусе
starters =
    <b>Что тебе нравится?</b>
    Скажи, как тебе эти исполнители: 👍, 👎 или ничего, если ты их не знаешь. Для начала хватит одного 👍.
starters-line = { $place }. { $link }
starters-none = Спросить больше не о ком: твоё мнение обо всех я уже знаю. Пришли имя любимого исполнителя.
# plain: pops up for a moment
starters-no-votes = Сначала поставь кому-нибудь 👍: я пока не знаю, что тебе нравится.

mix-title = <b>Микс для этого чата</b>
mix-people = Участвуют: { $people }
mix-too-few =
    Участвуют все желающие: нажмите кнопку. Тогда ваши голоса повлияют на подборку, ваши имена будут стоять рядом с тем, что подобрано для вас, а /taste сможет сравнивать вас с другими участниками.
    Мне нужны хотя бы два человека, у которых есть 👍.
mix-in-private = Микс бывает только в группе: добавь меня в неё и отправь там /mix. А для тебя лично есть /recommend.
# plain: within a line
mix-others =
    { $people ->
        [one] ещё { $people } человек
        [few] ещё { $people } человека
        [many] ещё { $people } человек
       *[other] ещё { $people } человека
    }
mix-for = для кого: { $people }
mix-for-all = для всех вас
mix-for-nobody = для тех, кто уже не участвует
# plain: pops up for a moment
mix-joined = Ты участвуешь: твои голоса влияют на подборку.
mix-joined-without-votes = Ты участвуешь, но я пока не знаю, что тебе нравится. Оцени нескольких исполнителей и нажми ещё раз.
mix-left = Ты больше не участвуешь.

taste-title = <b>{ $first } и { $second }</b>: вкусы совпадают на { NUMBER($overlap, style: "percent", maximumFractionDigits: 0) }
taste-unknown = <b>{ $first } и { $second }</b>: сравнить вас пока не могу. Каждому нужен хотя бы один 👍.
taste-common = Вам нравится одно и то же: { $artists }.
taste-more = { $artists } и ещё { $more }
taste-apart = Тут вы не сходитесь: { $artists }.
taste-gift = { $giver } может поделиться, а { $taker } — полюбить: { $link }.
taste-whom = С кем сравнить? Вот участники микса этого чата.
taste-nobody = Кроме тебя, в миксе этого чата пока никого. Присоединиться можно через /mix.
taste-join-first = Я сравниваю только участников микса этого чата. Сначала присоединись через /mix.
taste-not-taking-part = { $name } не участвует в миксе этого чата, поэтому я ничего не сравниваю. Присоединиться можно через /mix.
taste-yourself = Это же ты: сходство полное. Назови кого-нибудь другого.
taste-in-private = Вкусы я сравниваю в группах, среди участников их /mix.

# plain: inline mode
inline-away = { $near }, подальше от: { $far }
inline-open = Больше — в личном чате
inline-nobody = Такого исполнителя не знаю. Поговорим в личном чате?

likes-title =
    <b>Твои голоса</b>: 👍 { $up }, 👎 { $down }
    Нажми на имя, чтобы отозвать голос.
likes-none = Твоих голосов пока нет. Спроси меня про исполнителя и ставь 👍 или 👎 тем, кого я назову.
blocked-title =
    <b>Скрыто от тебя</b>: { $artists } { $artists ->
        [one] исполнитель
        [few] исполнителя
        [many] исполнителей
       *[other] исполнителя
    }
    Нажми на имя, чтобы вернуть.
block-ask = Кого тебе больше не показывать? Ответь на это сообщение именем исполнителя.
blocked-none = От тебя никто не скрыт. Кнопка «Не предлагать» под ответом убирает исполнителя навсегда, и команда /block тоже.
blocked-all = Все исполнители этого ответа скрыты от тебя. Вернуть их можно командой /blocked.
collection-line = { $mark } { $link }
# plain: in front of an artist that is never shown
mark-blocked = 🚫
# plain: pops up for a moment
block-whom = Кого больше никогда не показывать?
block-done = Больше не покажу: { $artist }. Вернуть можно через /blocked.
block-let-back = Снова могу показывать: { $artist }.

privacy =
    <b>Что я храню, зачем и как долго</b>

    <b>Твои вопросы.</b> Твой номер (ID) в Telegram, чат и его тип, время, введённый текст, кого я под ним понимаю, мой ответ, его язык и сколько времени он занял. Это нужно, чтобы листались страницы и работали кнопки, чтобы исправленный вопрос исправлял ответ и чтобы не советовать тебе то, что ты и так знаешь.
    <b>Твои голоса.</b> Твой номер (ID) в Telegram, чат, время, исполнитель, 👍 или 👎 и вопрос, к которому относится голос. Это нужно, чтобы голоса можно было подсчитать, показать тебе и отозвать и чтобы на них училась следующая модель.
    <b>Твой выбор.</b> Настройки и исполнители, которых ты не хочешь видеть.
    <b>Миксы, в которых ты участвуешь.</b> Твоё имя и имя пользователя, чтобы микс этого чата мог сказать, для кого что подобрано, а /taste мог сказать там, что у тебя общего с другими участниками. Только после того, как ты нажмёшь «Участвую», и до тех пор, пока не нажмёшь «Без меня».
    <b>Какое моё сообщение отвечает на какое твоё</b> и о каком оно исполнителе; но не сами тексты.
    <b>Всё, что до меня доходит, пока оно не сделано.</b> Каждое сообщение и каждое нажатие записывается как пришло, чтобы ничего не потерялось, и стирается, как только я с ним справлюсь, обычно через секунду. То, с чем я не справлюсь, остаётся, пока на это не посмотрит тот, кто запустил бота, но не дольше тридцати дней.

    <b>Чего я не храню.</b> Того, что говорят в группе не мне, как только я вижу, что не мне; твоего номера телефона, твоей фотографии, твоих контактов.
    <b>Кто это видит.</b> Тот, кто запустил этого бота. В группе все видят, сколько голосов, но никогда не видят, чьи они. Перед обучением модели люди получают псевдонимы, а в самой модели лежат суммы, а не чьи-то строки.
    <b>Как долго.</b> Пока ты не отправишь /forget: эта команда стирает всё сразу. То, чему модель научилась у тебя, уйдёт при следующем обучении.
    <b>Что ты можешь сделать.</b> /mydata отдаст тебе всё это файлом, /likes и /blocked позволят убрать что-то одно, /settings изменит твой выбор, /forget сотрёт всё.
mydata =
    Это всё, что я о тебе храню: { $rows } { $rows ->
        [one] строка
        [few] строки
        [many] строк
       *[other] строки
    }. /privacy объясняет зачем, /forget всё стирает.
forget-ask =
    <b>Забыть тебя?</b>
    Я сотру твои вопросы, твои голоса, твой выбор и твоё участие в миксах, здесь и во всех группах. Отменить это нельзя. То, чему модель научилась у тебя, уйдёт при следующем обучении.
forget-kept = Ничего не стёрто.
forget-done =
    Стёрто: { $queries } { $queries ->
        [one] вопрос
        [few] вопроса
        [many] вопросов
       *[other] вопроса
    }, { $votes } { $votes ->
        [one] голос
        [few] голоса
        [many] голосов
       *[other] голоса
    } и всё остальное, что у меня о тебе было. То, чему модель научилась у тебя, уйдёт при следующем обучении.

stats-title =
    { $people ->
        [one] <b>{ $people }</b> человек
        [few] <b>{ $people }</b> человека
        [many] <b>{ $people }</b> человек
       *[other] <b>{ $people }</b> человека
    } в { $chats ->
        [one] <b>{ $chats }</b> чате
       *[other] <b>{ $chats }</b> чатах
    }
stats-set-aside =
    Не удалось обработать { $count } { $count ->
        [one] событие
        [few] события
        [many] событий
       *[other] события
    }: причины покажет <code>kindred set-aside</code>.
stats-hits = На { NUMBER($rate, style: "percent", maximumFractionDigits: 0) } введённых имён нашёлся ответ.
# plain: within a picture
stats-picture = Как пользуются Kindred
stats-queries = Что спрашивают
stats-confident = есть ответ
stats-unsure = уточнение
stats-unknown = никого не нашлось
stats-refused = отказ
stats-recommended = рекомендации
stats-starters = первые голоса
stats-mix = миксы
stats-asked = Чаще всего спрашивают
stats-unknown-names = Спрашивают, но я не знаю
stats-votes = Действующие голоса
stats-took = Время ответа не больше
stats-half = у половины
stats-most = у 9 из 10
stats-nearly-all = у 99 из 100
stats-count = { $count }
stats-ms = { NUMBER($ms, maximumFractionDigits: 0) } мс
stats-days = Люди по дням
stats-nothing = Пока пусто

model-about =
    <b>Модель, которая отвечает</b>
    <code>{ $version }</code>
    обучена { $trained }, данные: { $source }
    { $artists } { $artists ->
        [one] исполнитель
        [few] исполнителя
        [many] исполнителей
       *[other] исполнителя
    }, { $listeners } { $listeners ->
        [one] слушатель
        [few] слушателя
        [many] слушателей
       *[other] слушателя
    }, { $plays } { $plays ->
        [one] строка
        [few] строки
        [many] строк
       *[other] строки
    } прослушиваний, { $factors } { $factors ->
        [one] фактор
        [few] фактора
        [many] факторов
       *[other] фактора
    }
model-trial = Из исполнителей, скрытых от их слушателей, { NUMBER($recall, style: "percent", maximumFractionDigits: 1) } попадают в первые 20 её ответов (nDCG { NUMBER($ndcg, maximumFractionDigits: 3) }).
model-versions = Версии, начиная с последней:
model-reloaded = Теперь отвечает версия <code>{ $version }</code>.
model-unchanged = Версия <code>{ $version }</code> и есть текущая, она уже отвечает.
model-failed = Текущая версия не подходит для работы, поэтому отвечает по-прежнему <code>{ $version }</code>. Причина: { $cause }
export-done = { $events } { $events ->
        [one] событие
        [few] события
        [many] событий
       *[other] события
    }, люди под псевдонимами. Обучить на них модель: <code>kindred train PLAYS --votes FILE</code>.
export-too-large = Файл слишком велик для Telegram. <code>kindred votes export</code> запишет его там, где я работаю.

settings =
    <b>Настройки</b>
    Язык; насколько известных исполнителей называть; куда ведут их имена; как выглядят картинки.
# plain: pops up for a moment
settings-kept = Сохранено.
# plain: this language, in itself
language-name = Русский

private-only = Это только между нами. Продолжим в личном чате.

# plain: names in a sentence
list-comma = { $before }, { $next }
list-and = { $before } и { $last }

why-line = { $place }. { $link }: { $reason }.
# plain: what a reason is made of
why-and = { $said }; { $more }
why-shared =
    { $listeners ->
        [one] { $listeners } общий слушатель
        [few] { $listeners } общих слушателя
        [many] { $listeners } общих слушателей
       *[other] { $listeners } общих слушателя
    } с исполнителем { $seed }
why-shared-unusual =
    { why-shared }, в { $times } { $times ->
        [one] раз
        [few] раза
        [many] раз
       *[other] раза
    } больше, чем вышло бы случайно
why-connecting = вместе с обоими слушают: { $artists }
why-votes = голоса за эту пару: 👍 { $up }, 👎 { $down }
why-taste = в остальном его слушатели и слушатели исполнителя { $seed } слушают почти одно и то же
why-artist-gone = больше не входит в нынешнюю модель
why-seed-gone =
    { $seeds ->
        [1] { $names } больше не входит
       *[other] { $names } больше не входят
    } в нынешнюю модель, поэтому причину назвать не могу

# plain: buttons
button-map = 🗺 Карта
button-similar = Похожие исполнители
button-block = 🚫 Не предлагать
button-block-artist = 🚫 { $artist }
button-keep-all = ◀ Никого
button-remove = ✕ { $artist }
button-recommend = Что мне послушать ▶
button-other-starters = Никого из них не знаю
button-join = ✋ Участвую
button-leave = Без меня
button-person = { $name }
button-inline = Больше в Kindred
button-forget = Стереть всё
button-keep = Оставить
button-private = В личный чат
button-chosen = ✓ { $label }
button-language-auto = Как в Telegram
button-site-default = Как у бота
button-light = ☀ Светлые картинки
button-dark = 🌙 Тёмные картинки
button-previous = ◀ Назад
button-next = Ещё ▶
button-why = Почему?
button-why-hide = Скрыть причины
button-easy = Известнее
button-balanced = Ближайшие
button-deep = Малоизвестные
button-namesake = { $place }. { $artist } ({ $listeners } { $listeners ->
        [one] слушатель
        [few] слушателя
        [many] слушателей
       *[other] слушателя
    })
button-up = 👍
button-up-mine = 👍 ✓
button-up-counted = 👍 { $votes }
button-down = 👎
button-down-mine = 👎 ✓
button-down-counted = 👎 { $votes }

# plain: what pops up for a moment when a thumb is pressed
vote-up = Тебе нравится: { $artist }.
vote-down = Не для тебя: { $artist }.
vote-taken-back = Голос отозван: { $artist }.
button-unknown = Эта кнопка больше ничего не делает.

answer-forgotten = Этот ответ слишком старый. Спроси меня ещё раз.
answer-anothers = Это ответ кому-то другому. Свои рекомендации — по команде /recommend.
command-unknown = Такой команды я не знаю. Что я умею, расскажет /help.
sorry = У меня что-то пошло не так. Попробуй ещё раз чуть позже.
sorry-later = Сейчас я не могу добраться до своих записей. Твой запрос сохранён, отвечу, как только смогу.
busy = Сейчас слишком много запросов. Попробуй ещё раз чуть позже.
slow-down = Столько сразу мне не осилить. Подожди минуту и продолжай.

# plain: the command menu
command-similar = Кого ещё любят те же слушатели
command-map = Карта: кто рядом с исполнителем
command-top = Что здесь любят больше всего
command-recommend = Исполнители для тебя, по твоим голосам
command-mix = Исполнители для всех, кто участвует
command-taste = Сравнить свой вкус с чужим
command-likes = Твои голоса
command-block = Больше не показывать этого исполнителя
command-blocked = Кого тебе никогда не показывать
command-settings = Язык, известность, ссылки, картинки
command-privacy = Что я храню, зачем и как долго
command-mydata = Всё, что я о тебе храню, одним файлом
command-forget = Стереть всё, что я о тебе храню
command-stats = Как мной пользуются
command-model = Модель, которая отвечает
command-reload = Сразу перейти на текущую модель
command-export = Голоса и запросы, люди под псевдонимами
command-help = Что я умею
