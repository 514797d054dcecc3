# Everything Kindred says, in Simplified Chinese. Messages whose comment says "plain" carry no HTML.
# A command needs a space or punctuation on both sides, or Telegram makes no link of it.

start =
    你好！告诉我一位你喜欢的艺人，我来告诉你同一群听众还喜欢谁。
    试试 <code>/similar { $example }</code>，或者直接把名字发给我，拼写不太准也没关系。
    给我推荐的艺人点 👍 或 👎：之后 /recommend 就能为你推荐艺人，下一版模型也会从中学习。我还会做什么，看 /help 就知道。
start-demo = <i>这是演示版：艺人是真实的，听众是模拟的。</i>
help =
    <b>/similar</b> <i>艺人</i>：同一群听众还喜欢的艺人。私聊里直接发名字就行；如果是回复某条消息，就找那条消息里提到的艺人。
    名字后面加上 <b>deep</b>，找更小众的艺人；加上 <b>easy</b>，找更热门的。
    用 + 把几位艺人放在一起，用 - 避开某一位，符号前要留空格：<code>/similar radiohead + björk - coldplay</code>。
    <b>/recommend</b>：根据你的投票为你推荐艺人。
    <b>/map</b> <i>艺人</i>：把与这位艺人相近的艺人画成一张图。
    在群里，<b>/mix</b> 为所有参加的人挑选艺人，<b>/taste</b> 比较其中两个人的口味，<b>/top</b> 看看大家最喜欢谁。
    在任何聊天里输入 <code>@{ $bot } radiohead</code>，就能把结果发给对方。

    在结果下方，点名字可以接着往下找；点 👍 或 👎 投票，再点一次同一个就撤销；点“为什么？”看理由；点“屏蔽艺人”，或者发送 /block 加名字，以后不再看到某一位。
    百分比表示两位艺人的听众有多相似；后面的数字是训练数据里听这位艺人的人数，以及其中两位都听的人数。我认识 { $artists } 位艺人。

    你做过的选择都在 <b>/likes</b>、<b>/blocked</b> 和 <b>/settings</b> 里。<b>/privacy</b> 说明我保存了什么，<b>/mydata</b> 把数据交给你，<b>/forget</b> 把数据删除。

similar-ask = 想从哪位艺人找起？请回复这条消息，写上名字。
# plain: stands in the empty field in which the answer is typed
similar-ask-hint = 艺人的名字
similar-title = 听 <b>{ $artist }</b> 的人还喜欢
similar-showing = 你输入的是“{ $typed }”，为你显示 <b>{ $artist }</b> 的结果
similar-line = { $place }. { $link }：相似度 { NUMBER($closeness, style: "percent", maximumFractionDigits: 0) }，{ $listeners } 位听众中有 { $shared } 位重合
similar-leaning-easy = <i>偏向更热门的艺人。</i>
similar-leaning-deep = <i>偏向更小众的艺人。</i>
similar-page = <i>第 { $page } 页，共 { $pages } 页</i>
similar-none = 训练数据里没有其他人听 <b>{ $artist }</b>，所以我不知道谁与之相似。
similar-unsure = 不确定你说的“{ $typed }”是哪一位。在下面这些里吗？
similar-unknown = 我不认识叫“{ $typed }”的艺人。换个写法，或者试试 <code>{ $first }</code>、<code>{ $second }</code> 或 <code>{ $third }</code>。
similar-no-text = 我只看得懂名字。你喜欢哪位艺人？
similar-gone = 这位艺人已经不在当前模型里了。把名字发给我，我再找找看。

request-title = 接近 <b>{ $near }</b>
request-title-away = 接近 <b>{ $near }</b>，远离 <b>{ $far }</b>
request-line = { $place }. { $link }：相似度 { NUMBER($closeness, style: "percent", maximumFractionDigits: 0) }，{ $listeners } 位听众中有 { $shared } 位也听 { $seed }
request-none = 按你的要求，我找不到接近 <b>{ $near }</b> 的艺人。
request-unsure = 不确定你说的“{ $typed }”是哪一位。请换成下面的某个名字再问一次，或者点一下单独查看。
request-unknown = 我不认识叫“{ $typed }”的艺人。换个写法试试，或者点其他艺人单独查看。
request-only-away = 那要接近谁呢？请在减号前面加上一个名字：<code>{ $example } - { $artist }</code>。
request-on-both-sides = 没法既接近 <b>{ $artist }</b> 又远离 <b>{ $artist }</b>，请选一边。
request-too-many = 我一次最多能考虑 { $most } 位艺人，请去掉几位。

map-ask = 想看哪位艺人的地图？请回复这条消息，写上名字。
map-caption = <b>{ $artist }</b> 和相近的艺人：两个名字离得越近，听众越相似；圆点越大，名气越大。最接近的是 { $closest }。
map-alone = 训练数据里没有其他人听 <b>{ $artist }</b>，所以地图上附近空空如也。
# plain: within a picture
map-title = { $artist } 和相近的艺人
map-note = Kindred · 模型 { $version }
picture-note = Kindred

top-none = 这里还没有哪位艺人的 👍 多于 👎。先问我一位艺人，再给我列出的艺人投票。
top-caption-week = <b>本周</b>：{ $artists }
top-caption-ever = <b>历来</b>：{ $artists }
# plain: within a picture
top-title = { $chat } 最喜欢的艺人
top-title-private = 你最喜欢的艺人
top-week = 本周
top-ever = 历来
top-quiet = 本周还没有投票
top-told =
    { $down ->
        [0] 👍 { $up }
       *[other] 👍 { $up } 👎 { $down }
    }

recommend-title = <b>为你推荐</b>
recommend-none = 适合你的艺人我都推荐过了。再给更多艺人投票，我就能找到新的。
taste-line = { $place }. { $link }：{ $said }
# plain: within a line
recommend-because = 因为你喜欢 { $artists }
recommend-fits = 符合你的口味
starters =
    <b>你喜欢什么？</b>
    说说你对这些艺人的看法：👍 或 👎，不认识的可以跳过。有一个 👍 就可以开始了。
starters-line = { $place }. { $link }
starters-none = 能问的艺人我都问过了。发一位你喜欢的艺人给我吧。
# plain: pops up for a moment
starters-no-votes = 先给其中一位点个 👍 吧：我还不知道你喜欢什么。

mix-title = <b>本群混搭</b>
mix-people = 参加的人：{ $people }
mix-too-few =
    想参加就点下面的按钮。参加后，你的投票会计入挑选，为你挑的艺人旁边会写上你的名字，/taste 也可以拿你和其他参加的人比较口味。
    至少要有两个点过 👍 的人才能开始。
mix-in-private = 混搭是给群组用的：把我加进一个群，再在群里发送 /mix。只为你自己推荐，请用 /recommend。
# plain: within a line
mix-others = { $people } 位其他成员
mix-for = 适合 { $people }
mix-for-all = 适合你们所有人
mix-for-nobody = 适合一位已退出的成员
# plain: pops up for a moment
mix-joined = 你已参加：你的投票会计入挑选。
mix-joined-without-votes = 你已参加，但我还不知道你喜欢什么。先给几位艺人投票，再点一次按钮。
mix-left = 你已不再参加。

taste-title = <b>{ $first } 和 { $second }</b>：口味契合度 { NUMBER($overlap, style: "percent", maximumFractionDigits: 0) }
taste-unknown = <b>{ $first } 和 { $second }</b>：暂时还没法比较。每人至少要点过一个 👍。
taste-common = 你们都喜欢 { $artists }。
taste-more = { $artists } 以及另外 { $more } 位艺人
taste-apart = 你们对 { $artists } 看法不同。
taste-gift = { $giver } 可以把 { $link } 推荐给 { $taker }。
taste-whom = 和谁比？这些人参加了本群的混搭。
taste-nobody = 还没有其他人参加本群的混搭。用 /mix 就可以参加。
taste-join-first = 只有参加了本群混搭的人才能互相比较。请先用 /mix 参加。
taste-not-taking-part = { $name } 没有参加本群的混搭，所以我不做比较。用 /mix 就可以参加。
taste-yourself = 这就是你自己，当然一模一样。换一个人吧。
taste-in-private = 口味比较要在群里进行，只限参加了该群 /mix 的人。

# plain: inline mode
inline-away = { $near }，远离 { $far }
inline-open = 去私聊查看更多
inline-nobody = 没有找到这位艺人，去私聊问我

likes-title =
    <b>你的投票</b>：👍 { $up }，👎 { $down }
    点一下即可撤销。
likes-none = 你还没有投过票。问我一位艺人，再给我列出的艺人点 👍 或 👎。
blocked-title =
    <b>不再向你显示</b>：{ $artists } 位艺人
    点一下即可恢复。
block-ask = 你再也不想看到哪位艺人？请回复这条消息，写上名字。
blocked-none = 你没有屏蔽任何艺人。点结果下方的“屏蔽艺人”，或者发送 /block，就可以不再看到某一位。
blocked-all = 这份结果里的艺人都被你屏蔽了。发送 /blocked 可以恢复。
collection-line = { $mark } { $link }
# plain: in front of an artist that is never shown
mark-blocked = 🚫
# plain: pops up for a moment
block-whom = 以后不想再看到谁？
block-done = 你不会再看到 { $artist } 了。想恢复时，用 /blocked 就行。
block-let-back = 已恢复，{ $artist } 可以再次出现了。

privacy =
    <b>我保存什么、为什么保存、保存多久</b>

    <b>你问过什么。</b>你的 Telegram 数字 ID、聊天及其类型、时间、你输入的内容、我理解成了哪位艺人、我回答了什么、用的是哪种语言，以及花了多长时间。这样才能翻页、按钮才有效、修改问题后回答才会跟着更新，我也不会推荐你已经知道的艺人。
    <b>你怎么投票。</b>你的 Telegram 数字 ID、聊天、时间、艺人、点的是赞还是踩，以及对应的是哪个问题。这样投票才能被统计、给你查看、由你撤销，下一版模型也能从中学习。
    <b>你的选择。</b>你的设置，以及你不想再看到的艺人。
    <b>你参加的混搭。</b>你的名字和用户名。这样该群的混搭才能写明每位艺人是为谁挑的，/taste 也能在群里说出你和其他参加的人有什么共同点。只从你点“我参加”起，到你点“我不参加”为止。
    <b>我的哪条消息回复了你的哪条消息</b>，以及说的是哪位艺人；不包括消息的文字。
    <b>我收到的内容，直到处理完为止。</b>每条消息、每次点按都会先原样记下，以免丢失；处理完后立即删除，通常在一秒之内。无法处理的会保留到运行这个机器人的人看过为止，最多三十天。

    <b>我不保存什么。</b>群里不是对我说的话（确认与我无关后立即删除）、你的手机号、你的头像、你的联系人。
    <b>谁能看到。</b>运行这个机器人的人。在群里，所有人都能看到票数，但看不到是谁投的。训练模型前，所有人都会先换成化名；模型里只有汇总结果，没有任何个人的记录。
    <b>保存多久。</b>直到你发送 /forget，它会立刻删除全部数据。模型从你这里学到的内容，会在下一次训练后消失。
    <b>你可以做什么。</b>/mydata 把全部数据以文件形式交给你，/likes 和 /blocked 可以逐项撤销，/settings 修改你的选择，/forget 删除一切。
mydata = 这是我保存的关于你的全部数据：{ $rows } 条记录。/privacy 说明原因，/forget 可以删除。
forget-ask =
    <b>要我忘掉你吗？</b>
    我会删除你问过什么、怎么投票、做过哪些选择、参加过哪些混搭，包括这里和所有群里的。此操作无法撤销。模型从你这里学到的内容，会在下一次训练后消失。
forget-kept = 什么都没有删除。
forget-done = 已删除：{ $queries } 个问题、{ $votes } 次投票，以及我保存的关于你的其他所有数据。模型从你这里学到的内容，会在下一次训练后消失。

stats-title = <b>{ $people }</b> 人，来自 <b>{ $chats }</b> 个聊天
stats-set-aside = 有 { $count } 条更新无法处理，<code>kindred set-aside</code> 会说明原因。
stats-hits = 用户输入的名字中，有 { NUMBER($rate, style: "percent", maximumFractionDigits: 0) } 得到了回答。
# plain: within a picture
stats-picture = Kindred 使用情况
stats-queries = 提问情况
stats-confident = 已回答
stats-unsure = 已反问
stats-unknown = 不认识
stats-refused = 已拒绝
stats-recommended = 推荐
stats-starters = 初次投票
stats-mix = 混搭
stats-asked = 被问最多
stats-unknown-names = 被问但不认识
stats-votes = 有效投票
stats-took = 回答耗时不超过
stats-half = 一半的回答
stats-most = 90% 的回答
stats-nearly-all = 99% 的回答
stats-count = { $count }
stats-ms = { NUMBER($ms, maximumFractionDigits: 0) } 毫秒
stats-days = 每日人数
stats-nothing = 暂无数据

model-about =
    <b>正在回答的模型</b>
    <code>{ $version }</code>
    训练时间：{ $trained }，数据来源：{ $source }
    { $artists } 位艺人，{ $listeners } 位听众，{ $plays } 条播放记录，{ $factors } 个因子
model-trial = 从听众的记录里隐去一部分艺人后，其中 { NUMBER($recall, style: "percent", maximumFractionDigits: 1) } 出现在它推荐的前 20 位里（nDCG { NUMBER($ndcg, maximumFractionDigits: 3) }）。
model-versions = 所有版本，从新到旧：
model-reloaded = 现在由版本 <code>{ $version }</code> 回答。
model-unchanged = 版本 <code>{ $version }</code> 就是当前版本，已经在回答了。
model-failed = 当前版本无法使用，仍由 <code>{ $version }</code> 继续回答：{ $cause }
export-done = { $events } 条事件，人员均已换成化名。可用 <code>kindred train PLAYS --votes FILE</code> 从中学习。
export-too-large = 导出的文件太大，Telegram 发不了。请在运行我的机器上用 <code>kindred votes export</code> 导出。

settings =
    <b>设置</b>
    你的语言、推荐的艺人要多有名、点名字时打开哪里，以及图片的样子。
# plain: pops up for a moment
settings-kept = 已保存。
# plain: this language, in itself
language-name = 简体中文

private-only = 这是我们两个之间的事，去私聊里继续吧。

# plain: names in a sentence
list-comma = { $before }、{ $next }
list-and = { $before } 和 { $last }

why-line = { $place }. { $link }：{ $reason }。
# plain: what a reason is made of
why-and = { $said }；{ $more }
why-shared = { $listeners } 位听众也听 { $seed }
why-shared-unusual = { why-shared }，是随机情况下的 { $times } 倍
why-connecting = 两者的听众都听 { $artists }
why-votes = 对这两位的投票：👍 { $up }，👎 { $down }
why-taste = 除此之外，听众常听的和 { $seed } 的听众差不多
why-artist-gone = 已经不在当前模型里了
why-seed-gone =
    { $seeds ->
       *[other] { $names } 已经不在当前模型里了，所以说不出理由
    }

# plain: buttons
button-map = 🗺 地图
button-similar = 相似艺人
button-block = 🚫 屏蔽艺人
button-block-artist = 🚫 { $artist }
button-keep-all = ◀ 都不屏蔽
button-remove = ✕ { $artist }
button-recommend = 为我推荐 ▶
button-other-starters = 这些都不认识
button-join = ✋ 我参加
button-leave = 我不参加
button-person = { $name }
button-inline = 用 Kindred 发现更多
button-forget = 全部删除
button-keep = 保留
button-private = 去私聊继续
button-chosen = ✓ { $label }
button-language-auto = 跟随 Telegram
button-site-default = 跟随机器人
button-light = ☀ 浅色图片
button-dark = 🌙 深色图片
button-previous = ◀ 上一页
button-next = 下一页 ▶
button-why = 为什么？
button-why-hide = 收起理由
button-easy = 更热门
button-balanced = 最接近
button-deep = 更小众
button-namesake = { $place }. { $artist }（{ $listeners } 位听众）
button-up = 👍
button-up-mine = 👍 ✓
button-up-counted = 👍 { $votes }
button-down = 👎
button-down-mine = 👎 ✓
button-down-counted = 👎 { $votes }

# plain: what pops up for a moment when a thumb is pressed
vote-up = 你喜欢 { $artist }。
vote-down = 不合你的口味：{ $artist }。
vote-taken-back = 已撤销对 { $artist } 的投票。
button-unknown = 这个按钮已经失效了。

answer-forgotten = 这条回答太久了，请重新问我。
answer-anothers = 这是给别人的回答。发送 /recommend 获取你自己的推荐。
command-unknown = 我不认识这个命令。/help 里有我会做的事。
sorry = 我这边出了点问题，请稍后再试。
sorry-later = 我现在无法读写记录。你的请求已经保存，恢复后我会马上回答。
busy = 现在提问的人太多，请稍后再试。
slow-down = 一下子太多了，我答不过来。请等一分钟再继续。

# plain: the command menu
command-similar = 同一群听众还喜欢的艺人
command-map = 把相近的艺人画成一张图
command-top = 这里最受喜欢的艺人
command-recommend = 根据你的投票为你推荐艺人
command-mix = 为所有参加的人挑选艺人
command-taste = 和别人比一比口味
command-likes = 我投过的票
command-block = 不再显示这位艺人
command-blocked = 我不想再看到的艺人
command-settings = 语言、热门或小众、链接、图片
command-privacy = 我保存什么、为什么、保存多久
command-mydata = 以文件形式获取我保存的你的数据
command-forget = 删除我保存的关于你的一切
command-stats = 我的使用情况
command-model = 正在回答的模型
command-reload = 立即换用当前模型
command-export = 导出投票和提问，人员均化名
command-help = 我会做什么
