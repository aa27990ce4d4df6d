<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>Again</name>
    <message>
        <source>打开这个 PDF（&amp;O）</source>
        <translation>&amp;Open this PDF</translation>
    </message>
    <message>
        <source>打开 PDF 文件夹（&amp;F）</source>
        <translation>Open the PDF &amp;folder</translation>
    </message>
    <message>
        <source>成批打印会员卡（&amp;B）</source>
        <translation>Print many cards (&amp;B)</translation>
    </message>
    <message>
        <source>重打的原因（&amp;R）</source>
        <translation>&amp;Reason for the copy</translation>
    </message>
    <message>
        <source>没有选中单据</source>
        <translation>No paper chosen</translation>
    </message>
    <message>
        <source>{0}，第 {1} 联</source>
        <translation>{0}, copy {1}</translation>
    </message>
    <message>
        <source>单据号 {0}，操作员 {1}。</source>
        <translation>Number {0}, operator {1}. </translation>
    </message>
    <message>
        <source>这是第 {0} 版，重打的还是同样的 {1} 张卡。</source>
        <translation>This is sheet {0}; the same {1} cards are printed again.</translation>
    </message>
    <message>
        <source>这一联的原因：{0}。</source>
        <translation>Reason for this copy: {0}. </translation>
    </message>
    <message>
        <source>排队时资料有更正，打的是更正后的内容（{0}）。</source>
        <translation>The member was amended while it waited; it shows what was amended ({0}).</translation>
    </message>
    <message>
        <source>再打就是下一联，会记下原因。</source>
        <translation>Printing again makes the next copy, with its reason.</translation>
    </message>
    <message>
        <source>请写明重打的原因。</source>
        <translation>Please give the reason for the copy.</translation>
    </message>
    <message>
        <source>只补一张卡，请到“会员查询”页找到本人，再按“打印会员卡”。</source>
        <translation>To replace a single card, find the member on the Members page and press “Print card”.</translation>
    </message>
    <message>
        <source>重打一联（&amp;P）</source>
        <translation>&amp;Print another copy</translation>
    </message>
    <message>
        <source>这个文件已经不在原处，请重打一联。</source>
        <translation>This file is not where it was; please print another copy.</translation>
    </message>
</context>
<context>
    <name>AgreementPart</name>
    <message>
        <source>区总工会还没有下发告知书。</source>
        <translation>The district has not sent the notice yet.</translation>
    </message>
    <message>
        <source>个人信息告知书</source>
        <translation>Notice on personal information</translation>
    </message>
    <message>
        <source>大字阅读 Alt+D</source>
        <translation>Large type Alt+D</translation>
    </message>
    <message>
        <source>已向本人出示或宣读，本人已知悉</source>
        <translation>Shown or read to the person, who is aware of it</translation>
    </message>
    <message>
        <source>请本人在此签名</source>
        <translation>The person signs here</translation>
    </message>
    <message>
        <source>已签在纸质表上</source>
        <translation>Signed on paper</translation>
    </message>
    <message>
        <source>撤销一笔</source>
        <translation>Undo stroke</translation>
    </message>
    <message>
        <source>重签</source>
        <translation>Sign again</translation>
    </message>
    <message>
        <source>本人签名</source>
        <translation>Signature</translation>
    </message>
    <message>
        <source>本人已在纸质申请书上签名</source>
        <translation>Signed by the applicant on the paper application</translation>
    </message>
</context>
<context>
    <name>AlreadyPanel</name>
    <message>
        <source>接转会籍 Alt+1</source>
        <translation>Transfer Alt+1</translation>
    </message>
    <message>
        <source>更新信息 Alt+2</source>
        <translation>Update Alt+2</translation>
    </message>
    <message>
        <source>仅领服务 Alt+3</source>
        <translation>Service only Alt+3</translation>
    </message>
    <message>
        <source>已是会员：{0}</source>
        <translation>Already a member: {0}</translation>
    </message>
    <message>
        <source>今天已在本机登记，不必再登记。</source>
        <translation>Enrolled on this device today; there is nothing more to enrol.</translation>
    </message>
    <message>
        <source>会籍状态：{0}。一人一份会籍，不再重复入会，请选择：</source>
        <translation>Standing: {0}. One person, one membership: choose what to do instead.</translation>
    </message>
</context>
<context>
    <name>AmendBanner</name>
    <message>
        <source>放弃更正 Esc</source>
        <translation>Leave as it was Esc</translation>
    </message>
    <message>
        <source>正在更正已登记的记录 {0}，保存后原记录由这一份代替。</source>
        <translation>Correcting the record {0}: once saved, this takes its place.</translation>
    </message>
</context>
<context>
    <name>Aside</name>
    <message>
        <source>工会现场入会与服务</source>
        <translation>Enrolment and services in the field</translation>
    </message>
</context>
<context>
    <name>Batch</name>
    <message>
        <source>只打还没有卡的人（&amp;Z）</source>
        <translation>Only who has no card yet (&amp;Z)</translation>
    </message>
    <message>
        <source>开始打印（&amp;E）</source>
        <translation>Print (&amp;E)</translation>
    </message>
    <message>
        <source>不打了</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>哪个工会（&amp;W）</source>
        <translation>Union (&amp;W)</translation>
    </message>
    <message>
        <source>哪天入会（&amp;D）</source>
        <translation>Day of enrolment (&amp;D)</translation>
    </message>
    <message>
        <source>成批打印会员卡：按入会先后排在整版纸上</source>
        <translation>Many cards on sheets, in the order of enrolment</translation>
    </message>
    <message>
        <source>{0}（{1} 人）</source>
        <translation>{0} ({1} people)</translation>
    </message>
    <message>
        <source>所有日子</source>
        <translation>All days</translation>
    </message>
    <message>
        <source>打印机“{0}”</source>
        <translation>printer “{0}”</translation>
    </message>
    <message>
        <source>存为 PDF</source>
        <translation>saved as PDF</translation>
    </message>
    <message>
        <source>没有要打的卡。</source>
        <translation>There is no card to print.</translation>
    </message>
    <message>
        <source>重打的原因（&amp;A）</source>
        <translation>Reason (&amp;A)</translation>
    </message>
    <message>
        <source>哪个会场登记（&amp;V）</source>
        <translation>Enrolled at (&amp;V)</translation>
    </message>
    <message>
        <source>哪类群体（&amp;Q）</source>
        <translation>Group (&amp;Q)</translation>
    </message>
    <message>
        <source>编号从（&amp;M）</source>
        <translation>Numbers from (&amp;M)</translation>
    </message>
    <message>
        <source>到（&amp;I）</source>
        <translation>to (&amp;I)</translation>
    </message>
    <message>
        <source>打到哪里（&amp;L）</source>
        <translation>Printed on (&amp;L)</translation>
    </message>
    <message>
        <source>所有会场</source>
        <translation>All sites</translation>
    </message>
    <message>
        <source>所有群体</source>
        <translation>All groups</translation>
    </message>
    <message>
        <source>看不懂这两个编号：请照卡上写，两个要是同一种。</source>
        <translation>These numbers cannot be read: write them as on the card, both of one kind.</translation>
    </message>
    <message>
        <source>{0} 张卡，{1}。</source>
        <translation>{0} cards, {1}.</translation>
    </message>
    <message>
        <source>其中 {0} 张打过，要写明原因。</source>
        <translation>{0} of them were printed before: give a reason.</translation>
    </message>
    <message>
        <source>请写明重打的原因。</source>
        <translation>Please give the reason for the copy.</translation>
    </message>
    <message>
        <source>所有工会</source>
        <translation>All unions</translation>
    </message>
</context>
<context>
    <name>CardRow</name>
    <message>
        <source>第 {0} 张：{1}</source>
        <translation>Card {0}: {1}</translation>
    </message>
    <message>
        <source>照片里的码太多：只看了 {0} 个，还有 {1} 个没有看。请分开再拍。</source>
        <translation>Too many codes in the photo: only {0} were looked at, {1} more were not. Please photograph them in parts.</translation>
    </message>
</context>
<context>
    <name>CardsFace</name>
    <message>
        <source>保存（&amp;S）</source>
        <translation>&amp;Save</translation>
    </message>
    <message>
        <source>放弃修改（&amp;R）</source>
        <translation>&amp;Give up changes</translation>
    </message>
    <message>
        <source>复制成本区版式（&amp;C）</source>
        <translation>&amp;Copy for this district</translation>
    </message>
    <message>
        <source>打开版式文件夹（&amp;O）</source>
        <translation>&amp;Open the folder</translation>
    </message>
    <message>
        <source>卡片版式</source>
        <translation>Card layouts</translation>
    </message>
    <message>
        <source>常用改动（&amp;E）</source>
        <translation>&amp;Easy changes</translation>
    </message>
    <message>
        <source>版式文件（&amp;T）</source>
        <translation>Layout &amp;file</translation>
    </message>
</context>
<context>
    <name>CardsPage</name>
    <message>
        <source>{0} 页样张</source>
        <translation>{0} sample pages</translation>
    </message>
    <message>
        <source>以后就用这个版式打印。</source>
        <translation>Cards are printed in this layout from now on.</translation>
    </message>
    <message>
        <source>文件在磁盘上也改了。“放弃修改”用磁盘上的，“保存”用这里的。</source>
        <translation>The file was changed on the disk too. “Give up changes” takes that one, “Save” keeps this one.</translation>
    </message>
    <message>
        <source>以后用标准版式打印。</source>
        <translation>The standard layout is printed with from now on.</translation>
    </message>
</context>
<context>
    <name>CareButton</name>
    <message>
        <source>本机已停用</source>
        <translation>Revoked</translation>
    </message>
    <message>
        <source>区里已停用这台设备，只能把没有送到的记录交给区里。</source>
        <translation>The district has revoked this device. All it can still do is hand over what was not delivered.</translation>
    </message>
    <message>
        <source>没有另存：缺 {0} 条</source>
        <translation>{0} not copied</translation>
    </message>
    <message>
        <source>找不到放第二份的 U 盘或文件夹；插好后会自动接着存，也可在“设置”里另选。</source>
        <translation>The stick or folder for the second copy is not there. Copies go on by themselves once it is back, or choose another in “Settings”.</translation>
    </message>
    <message>
        <source>还没有恢复码</source>
        <translation>No recovery code</translation>
    </message>
    <message>
        <source>忘了 PIN 或电脑丢了，没有恢复码就打不开本机和另存的一份。请有空时在“设置”里做一张。</source>
        <translation>When the PIN is forgotten or the computer is lost, nothing but a recovery code opens this device or its copy. Make one in “Settings” when there is time.</translation>
    </message>
    <message>
        <source>备份还没试过</source>
        <translation>Try the copy</translation>
    </message>
    <message>
        <source>请有空时在“设置”里用恢复码试着打开一次，确认真的能恢复。</source>
        <translation>When there is time, open the copy once with the recovery code in “Settings”, to be sure that it can be restored.</translation>
    </message>
</context>
<context>
    <name>CarriedPanel</name>
    <message>
        <source>性别、年龄和出生日期由证件号码得出，请与本人核对</source>
        <translation>Sex, age and birth date fall out of the number: compare with the person</translation>
    </message>
    <message>
        <source>男</source>
        <translation>Male</translation>
    </message>
    <message>
        <source>女</source>
        <translation>Female</translation>
    </message>
    <message>
        <source>{0} 岁</source>
        <translation>{0} years</translation>
    </message>
</context>
<context>
    <name>CheckPage</name>
    <message>
        <source>验卡</source>
        <translation>Check card</translation>
    </message>
    <message>
        <source>图片 ({0})</source>
        <translation>Pictures ({0})</translation>
    </message>
    <message>
        <source>打开会员卡的照片</source>
        <translation>Open a photo of a member card</translation>
    </message>
    <message>
        <source>请让码占照片的大半，光线亮、不反光，拍清楚再试；或者用扫描枪扫，或者输入卡上的编号。</source>
        <translation>Let the code fill most of the photo, in bright light without glare, and try again; or use a scanner, or type the number on the card.</translation>
    </message>
    <message>
        <source>照片里没有找到码</source>
        <translation>No code found in the photo</translation>
    </message>
    <message>
        <source>请换一张 PNG 或 JPEG 照片；或者用扫描枪扫，或者输入卡上的编号。</source>
        <translation>Take another PNG or JPEG photo; or use a scanner, or type the number on the card.</translation>
    </message>
    <message>
        <source>这不是能打开的照片</source>
        <translation>This photo cannot be opened</translation>
    </message>
    <message>
        <source>不能验卡</source>
        <translation>Cards cannot be checked</translation>
    </message>
    <message>
        <source>扫描卡背面的码，或输入编号后按回车</source>
        <translation>Scan the back of the card, or type a number and press Enter</translation>
    </message>
    <message>
        <source>会员卡的码</source>
        <translation>Member card code</translation>
    </message>
    <message>
        <source>“卡有效”只说明：卡由本区的设备签发，内容没有改过，本机不知道有相反的情况。它不说明持卡人就是本人（复印的卡也能扫出来，请核对证件），也不说明上次同步以后的变化。扫过的内容不保存。</source>
        <translation>“Card is valid” says only this: a device of this district signed it, nothing was changed, and this device knows nothing against it. It does not say that the holder is the person (a photocopy scans as well: check the document), nor what changed since the last sync. What is scanned is not kept.</translation>
    </message>
    <message>
        <source>摄像头没有图像</source>
        <translation>No picture from the camera</translation>
    </message>
    <message>
        <source>请检查摄像头是否被别的程序占用；或者用扫描枪扫，或者打开照片。</source>
        <translation>See whether another program uses the camera; or use a scanner, or open a photo.</translation>
    </message>
    <message>
        <source>打开照片（&amp;O）</source>
        <translation>&amp;Open photo</translation>
    </message>
    <message>
        <source>粘贴照片（&amp;V）</source>
        <translation>Paste photo (&amp;V)</translation>
    </message>
    <message>
        <source>打开摄像头（&amp;C）</source>
        <translation>Use &amp;camera</translation>
    </message>
    <message>
        <source>关闭摄像头（&amp;C）</source>
        <translation>Stop &amp;camera</translation>
    </message>
</context>
<context>
    <name>Choices</name>
    <message>
        <source>版式（&amp;1）</source>
        <translation>Layout (&amp;1)</translation>
    </message>
    <message>
        <source>印在什么上（&amp;2）</source>
        <translation>Printed on (&amp;2)</translation>
    </message>
    <message>
        <source>用过的纸，从第几个位置开始（&amp;3）</source>
        <translation>First free place of a used sheet (&amp;3)</translation>
    </message>
    <message>
        <source>样例（&amp;4）</source>
        <translation>Sample (&amp;4)</translation>
    </message>
    <message>
        <source>单张卡，正反两面</source>
        <translation>Cards, both sides</translation>
    </message>
    <message>
        <source>单张卡或标签，只印正面</source>
        <translation>Single cards or labels, front only</translation>
    </message>
    <message>
        <source>本区：{0}（{1}）</source>
        <translation>Own: {0} ({1})</translation>
    </message>
    <message>
        <source>本区版式，文件 {0}，{1} 保存。</source>
        <translation>The district&apos;s own, file {0}, saved {1}.</translation>
    </message>
    <message>
        <source>随程序来的版式。</source>
        <translation>It came with the program.</translation>
    </message>
    <message>
        <source>整版纸，只印正面</source>
        <translation>Sheets, fronts only</translation>
    </message>
    <message>
        <source>整版纸，双面，长边翻转</source>
        <translation>Sheets, both sides, flip on the long edge</translation>
    </message>
    <message>
        <source>整版纸，双面，短边翻转</source>
        <translation>Sheets, both sides, flip on the short edge</translation>
    </message>
</context>
<context>
    <name>CodePanel</name>
    <message>
        <source>忘了 PIN、又没有别的操作员能登录时，只有恢复码打得开本机。每做一张新的，以前的就作废。</source>
        <translation>When a PIN is forgotten and no other operator can sign in, only the recovery code opens this device. Each new one makes the old one void.</translation>
    </message>
    <message>
        <source>做一张新的恢复码（&amp;Q）</source>
        <translation>Make a new recovery code (&amp;Q)</translation>
    </message>
    <message>
        <source>抄好了，收起</source>
        <translation>Written down, put it away</translation>
    </message>
    <message>
        <source>恢复码：只显示这一次</source>
        <translation>Recovery code: shown only this once</translation>
    </message>
    <message>
        <source>请抄在纸上，放进单位的保险柜；不要拍照，不要和这台设备放在一起。</source>
        <translation>Write it on paper and put it into the office safe; take no photo, and do not keep it with this device.</translation>
    </message>
</context>
<context>
    <name>CodePicture</name>
    <message>
        <source>选一张码的图片（&amp;T）</source>
        <translation>Choose a picture of a code (&amp;T)</translation>
    </message>
    <message>
        <source>已选好图片。</source>
        <translation>A picture is chosen.</translation>
    </message>
    <message>
        <source>这个文件不是能读的图片，请换一张。</source>
        <translation>This file is no picture that can be read; please choose another.</translation>
    </message>
    <message>
        <source>选一张码的图片</source>
        <translation>Choose a picture of a code</translation>
    </message>
    <message>
        <source>图片 (*.png *.jpg *.jpeg *.bmp)</source>
        <translation>Pictures (*.png *.jpg *.jpeg *.bmp)</translation>
    </message>
</context>
<context>
    <name>Comparing</name>
    <message>
        <source>一样，加入</source>
        <translation>The same: join</translation>
    </message>
    <message>
        <source>不一样</source>
        <translation>Not the same</translation>
    </message>
    <message>
        <source>请核对区里的指纹</source>
        <translation>Compare the district&apos;s fingerprint</translation>
    </message>
    <message>
        <source>和区里开票时屏幕上的“指纹”一样，才是真的区里；不一样请不要加入，打电话问区里。</source>
        <translation>It must be the same as the one the district&apos;s screen showed beside the ticket. If it is not, do not join; telephone the district.</translation>
    </message>
</context>
<context>
    <name>ConsentRow</name>
    <message>
        <source>同意</source>
        <translation>Agree</translation>
    </message>
    <message>
        <source>不同意</source>
        <translation>Refuse</translation>
    </message>
</context>
<context>
    <name>ConsentsPanel</name>
    <message>
        <source>向上级工会提供信息</source>
        <translation>Provision to the upper union</translation>
    </message>
    <message>
        <source>向银行提供信息办卡</source>
        <translation>Provision to the bank for a card</translation>
    </message>
    <message>
        <source>活动宣传</source>
        <translation>Publicity</translation>
    </message>
</context>
<context>
    <name>Crowd</name>
    <message>
        <source>一次记</source>
        <translation>Count at once</translation>
    </message>
    <message>
        <source>{0} 人</source>
        <translation>{0}</translation>
    </message>
</context>
<context>
    <name>DocumentsPage</name>
    <message>
        <source>打印（&amp;P）</source>
        <translation>Print (&amp;P)</translation>
    </message>
    <message>
        <source>单据</source>
        <translation>Documents</translation>
    </message>
    <message>
        <source>单据种类</source>
        <translation>Kinds of document</translation>
    </message>
    <message>
        <source>还没有选点位，只能打印空白的。同步并在“设置”里选好点位，就会填好。</source>
        <translation>No site is chosen, so only blank forms can be printed. Sync and choose the site in Settings, and they will be filled in.</translation>
    </message>
    <message>
        <source>共 {0} 行。</source>
        <translation>{0} rows.</translation>
    </message>
    <message>
        <source>这一天在这里没有领取记录：现在打印出来是空白表。</source>
        <translation>Nobody took anything here on that day: what is printed now is a blank list.</translation>
    </message>
    <message>
        <source>预览遮住了姓名和号码，打印出来是全的。</source>
        <translation>Names and numbers are masked here; on paper they are whole.</translation>
    </message>
</context>
<context>
    <name>DoneStrip</name>
    <message>
        <source>撤销（Alt+Z）</source>
        <translation>Undo (Alt+Z)</translation>
    </message>
</context>
<context>
    <name>Drawer</name>
    <message>
        <source>取消 Esc</source>
        <translation>Cancel Esc</translation>
    </message>
</context>
<context>
    <name>Easy</name>
    <message>
        <source>文件里有写错的地方，先按列出的问题在“版式文件”里改好。</source>
        <translation>Something is written wrongly in the file. Mend what is listed in “Layout file” first.</translation>
    </message>
    <message>
        <source>先按“复制成本区版式”，就可以在这里改。</source>
        <translation>Press “Copy for this district” first; then it can be changed here.</translation>
    </message>
    <message>
        <source>版式名称</source>
        <translation>Name of the layout</translation>
    </message>
    <message>
        <source>主色</source>
        <translation>Main colour</translation>
    </message>
    <message>
        <source>其他颜色…</source>
        <translation>Another colour…</translation>
    </message>
    <message>
        <source>标志</source>
        <translation>Logo</translation>
    </message>
    <message>
        <source>语言</source>
        <translation>Languages</translation>
    </message>
    <message>
        <source>这个版式只用黑色。</source>
        <translation>This layout is black only.</translation>
    </message>
    <message>
        <source>选择图片…</source>
        <translation>Choose a picture…</translation>
    </message>
    <message>
        <source>不要标志</source>
        <translation>No logo</translation>
    </message>
    <message>
        <source>现在没有标志。PNG 或 JPEG，放在正面空着的地方。</source>
        <translation>No logo yet. A PNG or JPEG goes where the front is free.</translation>
    </message>
    <message>
        <source>这一处的写法太特别，请在“版式文件”里改。</source>
        <translation>This is written in too special a way; change it in “Layout file”.</translation>
    </message>
    <message>
        <source>图片 (*.png *.jpg *.jpeg)</source>
        <translation>Pictures (*.png *.jpg *.jpeg)</translation>
    </message>
    <message>
        <source>选择标志图片</source>
        <translation>Choose a logo</translation>
    </message>
    <message>
        <source>正面没有空地方放标志，请先去掉几样。</source>
        <translation>The front has no free place for a logo; take something away first.</translation>
    </message>
</context>
<context>
    <name>EnrolPage</name>
    <message>
        <source>已保存：{0} {1}</source>
        <translation>Saved: {0} {1}</translation>
    </message>
    <message>
        <source>已接转：{0} {1}</source>
        <translation>Transferred: {0} {1}</translation>
    </message>
    <message>
        <source>已更新：{0} {1}</source>
        <translation>Updated: {0} {1}</translation>
    </message>
    <message>
        <source>更正已保存，等待区里确认。</source>
        <translation>The correction is saved and waits for the district.</translation>
    </message>
    <message>
        <source>没有保存，填写的内容都在。{0}{1}</source>
        <translation>Not saved; everything typed is still here. {0} {1}</translation>
    </message>
</context>
<context>
    <name>EnrolmentForm</name>
    <message>
        <source>收起 ▾</source>
        <translation>Less ▾</translation>
    </message>
    <message>
        <source>更多项目 ▸</source>
        <translation>More ▸</translation>
    </message>
</context>
<context>
    <name>FaultList</name>
    <message>
        <source>版式里的问题</source>
        <translation>What is wrong with the layout</translation>
    </message>
    <message>
        <source>还有 {0} 处，先改好上面的。</source>
        <translation>{0} more; mend those above first.</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>已记录</source>
        <translation>Recorded</translation>
    </message>
    <message>
        <source>区里已确认</source>
        <translation>Confirmed by the district</translation>
    </message>
    <message>
        <source>需处理</source>
        <translation>Needs attention</translation>
    </message>
    <message>
        <source>都已加密存在这台设备上</source>
        <translation>All kept encrypted on this device</translation>
    </message>
    <message>
        <source>还有 {0} 条等待上报</source>
        <translation>{0} still waiting to be sent</translation>
    </message>
    <message>
        <source>收到区里签名的回执才算确认</source>
        <translation>Confirmed means a signed acknowledgement came back</translation>
    </message>
    <message>
        <source>区里退回，请在下面逐条处理</source>
        <translation>Refused by the district: settle each one below</translation>
    </message>
    <message>
        <source>没有退回的记录</source>
        <translation>Nothing was refused</translation>
    </message>
    <message>
        <source>全部已有备份</source>
        <translation>All have a second copy</translation>
    </message>
    <message>
        <source>其中 {0} 条已有备份</source>
        <translation>Of these with a second copy: {0}</translation>
    </message>
    <message>
        <source>区里的回执说：除了区里的服务器，另一台机器或介质上也存了一份。</source>
        <translation>By the district&apos;s receipt: besides its server, another machine or medium has a copy too.</translation>
    </message>
    <message>
        <source>还有 {0} 条等待上报，{1} 条被区里扣留</source>
        <translation>{0} still waiting to be sent, {1} held aside by the district</translation>
    </message>
    <message>
        <source>{0} 条已送到，被区里扣留</source>
        <translation>{0} sent, held aside by the district</translation>
    </message>
</context>
<context>
    <name>Finder</name>
    <message>
        <source>姓名、拼音首字母、证件后四位、手机后四位、编号，或扫描会员卡</source>
        <translation>Name, pinyin initials, last 4 of document or phone, serial, or scan a card</translation>
    </message>
    <message>
        <source>查找会员</source>
        <translation>Find a member</translation>
    </message>
    <message>
        <source>找到的会员</source>
        <translation>Members found</translation>
    </message>
    <message>
        <source>只列出前 {0} 位，请再多输入一些。</source>
        <translation>Only the first {0} are listed; type a little more.</translation>
    </message>
    <message>
        <source>输入第一个字就开始查找；也可以直接扫描会员卡。</source>
        <translation>Type one character to search, or scan a member card.</translation>
    </message>
    <message>
        <source>本机没有这张卡的会员。按回车键，按外站会员卡办理。</source>
        <translation>This device does not know that card. Press Enter to serve it as a card from another site.</translation>
    </message>
    <message>
        <source>本机没有找到，请换一种方式再查。</source>
        <translation>Nobody found here; try another way.</translation>
    </message>
    <message>
        <source>本机没有这张卡的会员。请扫卡正面的码；要验真假，请到“验卡”页。</source>
        <translation>This device does not know the member of this card. Scan the code on the front; to judge the card, use the “Check card” page.</translation>
    </message>
</context>
<context>
    <name>Foot</name>
    <message>
        <source>保存后打印会员卡</source>
        <translation>Print card after saving</translation>
    </message>
    <message>
        <source>清空 Ctrl+N</source>
        <translation>Clear Ctrl+N</translation>
    </message>
    <message>
        <source>保存 Ctrl+回车</source>
        <translation>Save Ctrl+Enter</translation>
    </message>
    <message>
        <source>保存更正 Ctrl+回车</source>
        <translation>Save correction Ctrl+Enter</translation>
    </message>
    <message>
        <source>还有 {0} 处需要改正，已在各项旁边标出。</source>
        <translation>{0} still to be put right, each marked beside its field.</translation>
    </message>
</context>
<context>
    <name>ForgottenStep</name>
    <message>
        <source>用恢复码重设</source>
        <translation>Set anew by recovery code</translation>
    </message>
    <message>
        <source>8 组，每组 5 个字符；横线和大小写不用管。</source>
        <translation>8 groups of 5 signs; hyphens, capitals and small letters do not matter.</translation>
    </message>
    <message>
        <source>恢复码（&amp;C）</source>
        <translation>Recovery code (&amp;C)</translation>
    </message>
    <message>
        <source>新的 PIN，至少 6 位数字（&amp;P）</source>
        <translation>New PIN, at least 6 digits (&amp;P)</translation>
    </message>
    <message>
        <source>新的口令，至少 8 个字符（&amp;P）</source>
        <translation>New passphrase, at least 8 characters (&amp;P)</translation>
    </message>
    <message>
        <source>再输一遍（&amp;A）</source>
        <translation>Once more (&amp;A)</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>设好并进入（&amp;S）</source>
        <translation>&amp;Set and enter</translation>
    </message>
    <message>
        <source>进入</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>正在打开……</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>请照纸上输入恢复码。</source>
        <translation>Enter the recovery code as it is on the paper.</translation>
    </message>
    <message>
        <source>两次输入的不一样，请再输一遍。</source>
        <translation>The two are not the same. Enter them once more.</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>已设好。原来的钥匙串没有了，下列各位要由镇街干部在“设置”里重新添加：{0}。</source>
        <translation>Set. The old keyring is gone; a clerk must add these operators again under Settings: {0}.</translation>
    </message>
    <message>
        <source>给{0}设一个新的。恢复码在单位的保险柜里，做完请放回去；记录都不受影响。</source>
        <translation>Set a new one for {0}. The recovery code is in the office safe; put it back afterwards. No record is affected.</translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>入会登记</source>
        <translation>Enrol</translation>
    </message>
    <message>
        <source>上一位已经保存，可以登记下一位。</source>
        <translation>The last person is saved; the next one may come.</translation>
    </message>
    <message>
        <source>已恢复上次没有保存的内容，请核对后继续。</source>
        <translation>What was not saved last time is back: check it and go on.</translation>
    </message>
    <message>
        <source>已清空。</source>
        <translation>Cleared.</translation>
    </message>
    <message>
        <source>已换回清空前的内容。</source>
        <translation>What stood here before is back.</translation>
    </message>
</context>
<context>
    <name>GoodsList</name>
    <message>
        <source>已领：{0}</source>
        <translation>Taken: {0}</translation>
    </message>
    <message>
        <source>本点已发完</source>
        <translation>None left at this site</translation>
    </message>
    <message>
        <source>本点没有配发</source>
        <translation>Not stocked at this site</translation>
    </message>
    <message>
        <source>可领，每人一份</source>
        <translation>May be taken, one each</translation>
    </message>
    <message>
        <source>可领，按需要的数量</source>
        <translation>May be taken in the quantity needed</translation>
    </message>
    <message>
        <source>先查找会员或扫描会员卡</source>
        <translation>Find a member or scan a card first</translation>
    </message>
    <message>
        <source>非新会员：限本次新入会的会员</source>
        <translation>For members who join at this event only</translation>
    </message>
    <message>
        <source>限工会会员</source>
        <translation>For union members only</translation>
    </message>
</context>
<context>
    <name>GoodsRow</name>
    <message>
        <source>本点剩余</source>
        <translation>left here</translation>
    </message>
</context>
<context>
    <name>HandOver</name>
    <message>
        <source>代领人姓名</source>
        <translation>Name of whoever collects</translation>
    </message>
    <message>
        <source>证件后四位</source>
        <translation>Last 4 of their document</translation>
    </message>
    <message>
        <source>与本人关系</source>
        <translation>Relation to the member</translation>
    </message>
    <message>
        <source>签名</source>
        <translation>Signature</translation>
    </message>
    <message>
        <source>请填写</source>
        <translation>Please fill in</translation>
    </message>
    <message>
        <source>请填四位</source>
        <translation>Four characters, please</translation>
    </message>
    <message>
        <source>请选择</source>
        <translation>Please choose</translation>
    </message>
    <message>
        <source>请领取人在签名板上签名。</source>
        <translation>Please have the pack signed for on the pad.</translation>
    </message>
    <message>
        <source>请代领人在此签名</source>
        <translation>Whoever collects signs here</translation>
    </message>
    <message>
        <source>请领取人在此签名</source>
        <translation>The member signs here</translation>
    </message>
    <message>
        <source>此项不要求签名</source>
        <translation>No signature needed for this</translation>
    </message>
    <message>
        <source>数量</source>
        <translation>Quantity</translation>
    </message>
    <message>
        <source>代领（本人未到场）</source>
        <translation>Collected on behalf (member not here)</translation>
    </message>
    <message>
        <source>重签</source>
        <translation>Sign again</translation>
    </message>
    <message>
        <source>打印签收凭条</source>
        <translation>Print the receipt</translation>
    </message>
    <message>
        <source>发放（Ctrl+回车）</source>
        <translation>Hand out (Ctrl+Enter)</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>还没有选择活动</source>
        <translation>No event chosen yet</translation>
    </message>
    <message>
        <source>在“设置”里选择点位和台位</source>
        <translation>Choose site and booth in “Settings”</translation>
    </message>
    <message>
        <source>{0} · {1} 号台</source>
        <translation>{0} · booth {1}</translation>
    </message>
</context>
<context>
    <name>HeldNotice</name>
    <message>
        <source>什么都没有丢，可以照常登记。多半是这台电脑的档案库被拷贝或恢复过，同一批号有了两种内容：请给区里打电话，说明有没有重装或恢复过，核对下面的链头；区里处理好后，再点“立即上报”。</source>
        <translation>Nothing is lost and work goes on as usual. Most likely this store was copied or restored, so that one batch number has two contents: telephone the district, say whether the computer was set up anew or restored, and compare the head below. When the district has settled it, press “Sync now” again.</translation>
    </message>
    <message>
        <source>有 {0} 条被区里扣留，还没有结论。</source>
        <translation>Held aside by the district, without a verdict yet: {0}.</translation>
    </message>
    <message>
        <source>档案库 {0} · 第 {1} 批 · 链头 {2}</source>
        <translation>Store {0} · batch {1} · head {2}</translation>
    </message>
    <message>
        <source>什么都没有丢。区里已停用这台设备，停用后送到的都先扣留，由区里逐批决定收不收：请给区里打电话，说明这些是谁、在哪里登记的，核对下面的链头；这台设备不能再登记。</source>
        <translation>Nothing is lost. The district has revoked this device and holds what it sends from then on, until its staff decide batch by batch: telephone the district, say who entered these and where, and compare the head below. Nothing more can be entered on this device.</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>送出</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>确认</source>
        <translation>Confirmed</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>收到</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>区里回执</source>
        <translation>Acknowledgement</translation>
    </message>
    <message>
        <source>还没有上报过。</source>
        <translation>No round has run yet.</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>已停下</source>
        <translation>Stopped</translation>
    </message>
    <message>
        <source>程序中断，没有完成</source>
        <translation>Cut off, not finished</translation>
    </message>
    <message>
        <source>正在进行</source>
        <translation>Running</translation>
    </message>
</context>
<context>
    <name>InUse</name>
    <message>
        <source>采用（&amp;U）</source>
        <translation>&amp;Use it</translation>
    </message>
    <message>
        <source>恢复标准版式（&amp;B）</source>
        <translation>&amp;Back to the standard</translation>
    </message>
    <message>
        <source>恢复（&amp;Y）</source>
        <translation>&amp;Yes, go back</translation>
    </message>
    <message>
        <source>不恢复（&amp;N）</source>
        <translation>&amp;No, leave it</translation>
    </message>
    <message>
        <source>以后打印改用随程序来的标准版式。本区版式的文件还在，随时可以再采用。</source>
        <translation>From now on the standard layout is printed with. The district&apos;s own files stay and can be used again.</translation>
    </message>
    <message>
        <source>现在：单张卡用“{0}”，整版纸用“{1}”。</source>
        <translation>Now: single cards use “{0}”, sheets “{1}”.</translation>
    </message>
</context>
<context>
    <name>JoinPanel</name>
    <message>
        <source>加入（&amp;J）</source>
        <translation>&amp;Join</translation>
    </message>
    <message>
        <source>接收资料（&amp;R）</source>
        <translation>&amp;Receive the briefing</translation>
    </message>
    <message>
        <source>停下（&amp;X）</source>
        <translation>Stop (&amp;X)</translation>
    </message>
    <message>
        <source>正在与区里联系……</source>
        <translation>Contacting the district…</translation>
    </message>
    <message>
        <source>已加入{0}，本机编号 {1}。</source>
        <translation>Joined {0} as device {1}.</translation>
    </message>
    <message>
        <source>再接收一次（&amp;R）</source>
        <translation>&amp;Receive again</translation>
    </message>
    <message>
        <source>入网票（&amp;T）</source>
        <translation>Joining &amp;ticket</translation>
    </message>
    <message>
        <source>{0}（{1}/{2}）</source>
        <translation>{0} ({1}/{2})</translation>
    </message>
    <message>
        <source>请检查网络，再按一次“加入”。</source>
        <translation>Check the network, then press Join again.</translation>
    </message>
    <message>
        <source>请检查网络，再按一次“接收资料”。</source>
        <translation>Check the network, then press Receive again.</translation>
    </message>
    <message>
        <source>没有加入，什么也没有发出去。请打电话给区里，要一张新的入网票。</source>
        <translation>Not joined, and nothing was sent. Telephone the district for a new ticket.</translation>
    </message>
    <message>
        <source>资料已就绪：{0} 个点位，本镇街已知会员 {1} 位，本机可用编号 {2} 个。</source>
        <translation>The briefing is here: {0} sites, {1} known members of this town, {2} serials left for this device.</translation>
    </message>
</context>
<context>
    <name>JoinStep</name>
    <message>
        <source>加入区里</source>
        <translation>Join the district</translation>
    </message>
    <message>
        <source>请粘贴或扫描区总工会发给这台设备的入网票（以 FK1 开头的一行）。这一步需要联网。</source>
        <translation>Paste or scan the joining ticket from the district union (one line that begins with FK1). This step needs a network.</translation>
    </message>
    <message>
        <source>以后再加入（&amp;L）</source>
        <translation>Join &amp;later</translation>
    </message>
    <message>
        <source>继续（&amp;C）</source>
        <translation>&amp;Continue</translation>
    </message>
    <message>
        <source>区里认识这台设备了。活动资料接收完，就可以离线工作。</source>
        <translation>The district knows this device. Once the briefing is here you can work offline.</translation>
    </message>
</context>
<context>
    <name>LargeNotice</name>
    <message>
        <source>本人已读，知悉（回车）</source>
        <translation>Read and understood (Enter)</translation>
    </message>
    <message>
        <source>返回（Esc）</source>
        <translation>Back (Esc)</translation>
    </message>
</context>
<context>
    <name>LayoutEditor</name>
    <message>
        <source>版式文件</source>
        <translation>The layout file</translation>
    </message>
</context>
<context>
    <name>Ledger</name>
    <message>
        <source>查单据号、姓名、操作员、原因</source>
        <translation>Number, name, operator or reason</translation>
    </message>
    <message>
        <source>查打印记录</source>
        <translation>Search the print ledger</translation>
    </message>
    <message>
        <source>单据的种类</source>
        <translation>Kind of paper</translation>
    </message>
    <message>
        <source>所有种类</source>
        <translation>All kinds</translation>
    </message>
    <message>
        <source>打印的结果</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>所有结果</source>
        <translation>All results</translation>
    </message>
    <message>
        <source>已打印或已存</source>
        <translation>Printed or saved</translation>
    </message>
    <message>
        <source>还没有打完</source>
        <translation>Not finished</translation>
    </message>
    <message>
        <source>没有打出来</source>
        <translation>It did not come out</translation>
    </message>
    <message>
        <source>没有这样的打印记录。</source>
        <translation>There is no such line in the print ledger.</translation>
    </message>
    <message>
        <source>还没有打印过。每张卡、凭条和申请书都会记在这里。</source>
        <translation>Nothing was printed yet. Every card, receipt and application is noted here.</translation>
    </message>
    <message>
        <source>时间和操作员</source>
        <translation>When, who</translation>
    </message>
    <message>
        <source>结果和原因</source>
        <translation>Outcome and reason</translation>
    </message>
    <message>
        <source>单据和联次</source>
        <translation>Paper and copy</translation>
    </message>
    <message>
        <source>{0} · 第 {1} 联</source>
        <translation>{0} · copy {1}</translation>
    </message>
</context>
<context>
    <name>LikenessNote</name>
    <message>
        <source>同一手机号：{0}</source>
        <translation>Same phone: {0}</translation>
    </message>
    <message>
        <source>同名：{0}</source>
        <translation>Same name: {0}</translation>
    </message>
</context>
<context>
    <name>LineTable</name>
    <message>
        <source>申请中·本机</source>
        <translation>Applying · here</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>证件</source>
        <translation>Document</translation>
    </message>
    <message>
        <source>证件尾号</source>
        <translation>Document ends</translation>
    </message>
    <message>
        <source>手机</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>手机尾号</source>
        <translation>Phone ends</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Employer</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>Standing</translation>
    </message>
    <message>
        <source>{0}·本机</source>
        <translation>{0} · here</translation>
    </message>
</context>
<context>
    <name>LooksPanel</name>
    <message>
        <source>跟随系统</source>
        <translation>Like the system</translation>
    </message>
    <message>
        <source>浅色</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>深色</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>高对比度</source>
        <translation>High contrast</translation>
    </message>
    <message>
        <source>{0} 分钟</source>
        <translation>{0} minutes</translation>
    </message>
    <message>
        <source>外观（&amp;A）</source>
        <translation>&amp;Appearance</translation>
    </message>
    <message>
        <source>没人操作多久后锁定（&amp;M）</source>
        <translation>Lock after how long without a touch (&amp;M)</translation>
    </message>
    <message>
        <source>语言在登录页左下角选择：按 Ctrl+L 锁定就能看到。</source>
        <translation>The language is chosen at the lower left of the sign-in page: press Ctrl+L to lock and see it.</translation>
    </message>
</context>
<context>
    <name>LostNotice</name>
    <message>
        <source>区服务器是用较早的备份重建的，其中没有这些；本机在备份后已按规定清除了原文，不能再报。请告诉区里，并照纸质登记表补录。其余的已自动重报。</source>
        <translation>The district&apos;s server was made anew from an older backup that lacks them, and this computer had forgotten their content, as it must once a backup is made: it cannot tell them again. Tell the district, and enter them anew from the paper forms. Everything else is told again by itself.</translation>
    </message>
    <message>
        <source>有 {0} 条区里曾确认，现在没有了。</source>
        <translation>Confirmed by the district once, and no longer there: {0}.</translation>
    </message>
</context>
<context>
    <name>MemberButtons</name>
    <message>
        <source>登记服务</source>
        <translation>Serve</translation>
    </message>
    <message>
        <source>发放福利</source>
        <translation>Packs</translation>
    </message>
    <message>
        <source>打印会员卡</source>
        <translation>Print card</translation>
    </message>
    <message>
        <source>打印申请书</source>
        <translation>Application</translation>
    </message>
    <message>
        <source>更新信息</source>
        <translation>Update</translation>
    </message>
    <message>
        <source>撤回同意</source>
        <translation>Withdraw consent</translation>
    </message>
    <message>
        <source>更正登记</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>其他单据</source>
        <translation>Other documents</translation>
    </message>
</context>
<context>
    <name>MemberDetails</name>
    <message>
        <source>谁在什么时候看过全号，会留下记录</source>
        <translation>Who looked at full numbers, and when, is noted</translation>
    </message>
    <message>
        <source>还没有打印过</source>
        <translation>Nothing printed yet</translation>
    </message>
    <message>
        <source> · 本机登记</source>
        <translation> · enrolled here</translation>
    </message>
    <message>
        <source>尾号 {0}</source>
        <translation>ends in {0}</translation>
    </message>
    <message>
        <source>尾号 {0}（本机没有全号）</source>
        <translation>ends in {0} (not known in full here)</translation>
    </message>
    <message>
        <source>{0} 年生</source>
        <translation>born {0}</translation>
    </message>
    <message>
        <source>隐藏（{0} 秒）Alt+U</source>
        <translation>Hide ({0} s) Alt+U</translation>
    </message>
    <message>
        <source>显示全号 Alt+U</source>
        <translation>Show in full Alt+U</translation>
    </message>
    <message>
        <source>证件</source>
        <translation>Document</translation>
    </message>
    <message>
        <source>性别、出生</source>
        <translation>Sex, birth</translation>
    </message>
    <message>
        <source>证件号码</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>手机号码</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>就业群体</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>会员证号</source>
        <translation>Certificate</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Employer</translation>
    </message>
    <message>
        <source>所属工会</source>
        <translation>Union</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Prints</translation>
    </message>
    <message>
        <source>{0} 第 {1} 联 {2}</source>
        <translation>{0} copy {1}, {2}</translation>
    </message>
    <message>
        <source>{0}（卡上印作 {1}）</source>
        <translation>{0} (on the card: {1})</translation>
    </message>
</context>
<context>
    <name>MembersPage</name>
    <message>
        <source>查到的会员显示在这里。</source>
        <translation>The member you find is shown here.</translation>
    </message>
    <message>
        <source>会员查询</source>
        <translation>Members</translation>
    </message>
    <message>
        <source>会员卡 {0} 不是本机知道的会员，没有资料可看。
登记服务或发放福利时可以直接扫描这张卡。</source>
        <translation>Card {0} is of no member this device knows, so there is nothing to show.
For services and packs the card can be scanned as it is.</translation>
    </message>
    <message>
        <source>信息已更新。</source>
        <translation>Details updated.</translation>
    </message>
    <message>
        <source>已撤回同意，会随下一次同步告知区里。</source>
        <translation>Consent withdrawn; the district is told with the next sync.</translation>
    </message>
    <message>
        <source>为什么再打一张卡？</source>
        <translation>Why another card?</translation>
    </message>
    <message>
        <source>为什么再打申请书？</source>
        <translation>Why print it again?</translation>
    </message>
    <message>
        <source>打印第 {0} 联 回车</source>
        <translation>Print copy {0} Enter</translation>
    </message>
</context>
<context>
    <name>MorePart</name>
    <message>
        <source>在岗</source>
        <translation>On post</translation>
    </message>
    <message>
        <source>男</source>
        <translation>Male</translation>
    </message>
    <message>
        <source>女</source>
        <translation>Female</translation>
    </message>
    <message>
        <source>如 11-28 18:30，可不填</source>
        <translation>e.g. 11-28 18:30, optional</translation>
    </message>
    <message>
        <source>可不填</source>
        <translation>optional</translation>
    </message>
    <message>
        <source>就业状态</source>
        <translation>Employment state</translation>
    </message>
    <message>
        <source>纸质表补录：填表时间</source>
        <translation>Paper form: when filled in</translation>
    </message>
    <message>
        <source>介绍人</source>
        <translation>Introduced by</translation>
    </message>
    <message>
        <source>性别更正（与证件不同）</source>
        <translation>Sex, if not as in the document</translation>
    </message>
    <message>
        <source>更正理由</source>
        <translation>Reason</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>已记录 {0}</source>
        <translation>Recorded {0}</translation>
    </message>
    <message>
        <source>区里已确认 {0}</source>
        <translation>Confirmed {0}</translation>
    </message>
    <message>
        <source>需处理 {0}</source>
        <translation>Needs attention {0}</translation>
    </message>
    <message>
        <source>还有 {0} 条在本机等待上报。</source>
        <translation>{0} on this device still waiting to be sent.</translation>
    </message>
</context>
<context>
    <name>Offers</name>
    <message>
        <source>改选“{0}”</source>
        <translation>change to “{0}”</translation>
    </message>
    <message>
        <source>{0}（Alt+回车 采用）</source>
        <translation>{0} (Alt+Enter takes it)</translation>
    </message>
</context>
<context>
    <name>OffsetBox</name>
    <message>
        <source> 毫米</source>
        <translation> mm</translation>
    </message>
</context>
<context>
    <name>OperatorsPanel</name>
    <message>
        <source>添加（&amp;D）</source>
        <translation>A&amp;dd</translation>
    </message>
    <message>
        <source>请填写姓名和初始 PIN（或口令）。</source>
        <translation>Please give a name and a first PIN (or passphrase).</translation>
    </message>
    <message>
        <source>姓名（&amp;N）</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>角色（&amp;G）</source>
        <translation>Role (&amp;G)</translation>
    </message>
    <message>
        <source>PIN 或口令（&amp;W）</source>
        <translation>PIN or pass&amp;word</translation>
    </message>
    <message>
        <source>{0}，{1}</source>
        <translation>{0}, {1}</translation>
    </message>
    <message>
        <source>已添加{0}，下次登录时可以选。</source>
        <translation>{0} is added and can be chosen at the next sign-in.</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>打印空白表，手工填写（&amp;K）</source>
        <translation>Print a blank form to fill in by hand (&amp;K)</translation>
    </message>
    <message>
        <source>不选人（&amp;U）</source>
        <translation>For nobody (&amp;U)</translation>
    </message>
    <message>
        <source>服务项目（&amp;S）</source>
        <translation>Service (&amp;S)</translation>
    </message>
    <message>
        <source>纸张（&amp;Z）</source>
        <translation>Paper (&amp;Z)</translation>
    </message>
    <message>
        <source>为 {0} 打印</source>
        <translation>For {0}</translation>
    </message>
    <message>
        <source>全部物资</source>
        <translation>All goods</translation>
    </message>
    <message>
        <source>哪种物资（&amp;G）</source>
        <translation>Which goods (&amp;G)</translation>
    </message>
    <message>
        <source>套打，只打内容（&amp;O）</source>
        <translation>Overprint, contents only (&amp;O)</translation>
    </message>
    <message>
        <source>哪一天（&amp;D）</source>
        <translation>Which day (&amp;D)</translation>
    </message>
    <message>
        <source>同步之后有了服务目录，才能打号票。</source>
        <translation>Number slips need the list of services, which comes when this device synchronises.</translation>
    </message>
    <message>
        <source>套打要先选人：印好的表上只打这个人的内容。</source>
        <translation>Choose a person first: only what is known of them is printed, over a form that was printed before.</translation>
    </message>
    <message>
        <source>右移，负数左移（&amp;X）</source>
        <translation>Right, minus is left (&amp;X)</translation>
    </message>
    <message>
        <source>下移，负数上移（&amp;Y）</source>
        <translation>Down, minus is up (&amp;Y)</translation>
    </message>
    <message>
        <source>已送去打印。现在没有选人：再打就是空白的。</source>
        <translation>Sent to be printed. Nobody is chosen now: the next one will be blank.</translation>
    </message>
</context>
<context>
    <name>OutboxPage</name>
    <message>
        <source>需处理</source>
        <translation>Needs attention</translation>
    </message>
    <message>
        <source>上报记录</source>
        <translation>Rounds</translation>
    </message>
    <message>
        <source>上报</source>
        <translation>Outbox</translation>
    </message>
    <message>
        <source>需处理（{0}）</source>
        <translation>Needs attention ({0})</translation>
    </message>
    <message>
        <source>已改为会籍接转，等待上报。</source>
        <translation>Made a transfer; waiting to be sent.</translation>
    </message>
    <message>
        <source>已作废，等待上报。</source>
        <translation>Voided; waiting to be sent.</translation>
    </message>
    <message>
        <source>已换新编号重新登记，等待上报；会员卡和凭条请重新打印。</source>
        <translation>Entered anew under a new number, waiting to be synced; please print card and receipt again.</translation>
    </message>
    <message>
        <source>U 盘上报</source>
        <translation>By stick</translation>
    </message>
</context>
<context>
    <name>PacksPage</name>
    <message>
        <source>可直接领取按需物资。领福利包请先查找会员或扫描会员卡。</source>
        <translation>What is given by need can be taken at once. For welfare packs find a member or scan a card first.</translation>
    </message>
    <message>
        <source>本机没有此会员资料，按卡号登记，同步后由区里核对。</source>
        <translation>This device knows nothing of that member: recorded by card number, checked by the district later.</translation>
    </message>
    <message>
        <source>还没有物资清单，请先同步一次。</source>
        <translation>No list of goods yet; please sync once.</translation>
    </message>
    <message>
        <source>补打凭条（Alt+P）</source>
        <translation>Print the receipt again (Alt+P)</translation>
    </message>
    <message>
        <source>福利物资</source>
        <translation>Welfare packs</translation>
    </message>
    <message>
        <source>Alt+数字 选物资&#x3000;&#x3000;Ctrl+回车 发放&#x3000;&#x3000;Esc 换人</source>
        <translation>Alt+digit choose&#x3000;&#x3000;Ctrl+Enter hand out&#x3000;&#x3000;Esc next person</translation>
    </message>
    <message>
        <source>谁来领</source>
        <translation>Who takes it</translation>
    </message>
    <message>
        <source>请选择要领的物资。</source>
        <translation>Please choose what to take.</translation>
    </message>
    <message>
        <source>请先查找会员；来访者可直接选择按需物资。</source>
        <translation>Find a member first; visitors may take what is given by need.</translation>
    </message>
    <message>
        <source>匿名来访者</source>
        <translation>Anonymous visitor</translation>
    </message>
    <message>
        <source>已发放：{0} × {1}，{2}&#x3000;凭条号 {3}</source>
        <translation>Handed out: {0} × {1}, {2}&#x3000;receipt {3}</translation>
    </message>
    <message>
        <source>补打</source>
        <translation>Printed again</translation>
    </message>
    <message>
        <source>发放有误</source>
        <translation>Handed out by mistake</translation>
    </message>
    <message>
        <source>已撤销发放；请收回物资和凭条。</source>
        <translation>Taken back; please collect the goods and the receipt.</translation>
    </message>
</context>
<context>
    <name>PaperDesk</name>
    <message>
        <source>{0} {1} 已送到打印机“{2}”。</source>
        <translation>{0} {1} was sent to the printer “{2}”.</translation>
    </message>
    <message>
        <source>{0} 已存为 PDF：{1}，在文件夹 {2}</source>
        <translation>{0} is saved as PDF: {1}, in the folder {2}</translation>
    </message>
    <message>
        <source>已取消，不打了。</source>
        <translation>Cancelled; it is not printed.</translation>
    </message>
    <message>
        <source>改送到打印机“{0}”。</source>
        <translation>Sent to the printer “{0}” instead.</translation>
    </message>
    <message>
        <source>改存为 PDF。</source>
        <translation>Saved as a PDF instead.</translation>
    </message>
</context>
<context>
    <name>Parcels</name>
    <message>
        <source>装包到 U 盘…（&amp;U）</source>
        <translation>Make a parcel on a stick… (&amp;U)</translation>
    </message>
    <message>
        <source>读入回执…（&amp;G）</source>
        <translation>Read an answer in… (&amp;G)</translation>
    </message>
    <message>
        <source>代送包裹…（&amp;D）</source>
        <translation>Carry parcels for others… (&amp;D)</translation>
    </message>
    <message>
        <source>停下</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>包裹</source>
        <translation>Parcel</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>这台设备还没有加入区里，装不了包：请先在“设置”（F9）里加入。</source>
        <translation>This device has not joined the district, so no parcel can be made: join under Settings (F9) first.</translation>
    </message>
    <message>
        <source>包裹放到哪个文件夹？</source>
        <translation>Which folder shall the parcel lie in?</translation>
    </message>
    <message>
        <source>回执 (*.answer)</source>
        <translation>Answers (*.answer)</translation>
    </message>
    <message>
        <source>选择带回来的回执</source>
        <translation>Choose the answer that was brought back</translation>
    </message>
    <message>
        <source>包裹 (*.age)</source>
        <translation>Parcels (*.age)</translation>
    </message>
    <message>
        <source>选择要代送的包裹</source>
        <translation>Choose the parcels to carry</translation>
    </message>
    <message>
        <source>没有网络时，把等待上报的记录封成一个文件，只有区里打得开。</source>
        <translation>Without a network: seals what waits into one file that only the district can open.</translation>
    </message>
    <message>
        <source>包裹送到区里后，区里给一份同名的 .answer 文件：读入才算确认。</source>
        <translation>For each parcel the district gives an .answer file of the same name: nothing is confirmed until it is read in here.</translation>
    </message>
    <message>
        <source>替没有网络的设备送：选它们的包裹，区里的回执会放在旁边，带回去读入。</source>
        <translation>For devices without a network: choose their parcels; the answers are laid beside them, to be taken back.</translation>
    </message>
    <message>
        <source>正在装包……请不要拔 U 盘。</source>
        <translation>Making the parcel… Leave the stick in.</translation>
    </message>
    <message>
        <source>正在读入回执……</source>
        <translation>Reading the answer in…</translation>
    </message>
    <message>
        <source>正在代送……请不要拔 U 盘。</source>
        <translation>Carrying… Leave the stick in.</translation>
    </message>
    <message>
        <source>正在代送……请不要拔 U 盘。（{0}/{1}）</source>
        <translation>Carrying… Leave the stick in. ({0}/{1})</translation>
    </message>
    <message>
        <source>{0} 已写好，装满了：读入它的回执以后，再装一包送其余的。</source>
        <translation>{0} is written and full: when its answer is read in, make another for the rest.</translation>
    </message>
    <message>
        <source>{0} 已写好，里面有 {1} 条还没确认的记录。请把它送到区里，或交给能上网的镇街干部代送。</source>
        <translation>{0} is written, with {1} records that are not confirmed yet. Take it to the district, or give it to a clerk who is online.</translation>
    </message>
    <message>
        <source>{0} 已写好。没有等待上报的记录，这一包只向区里要新资料。</source>
        <translation>{0} is written. No record waits, so this parcel only asks the district for news.</translation>
    </message>
    <message>
        <source>回执已读入：确认 {0} 条，退回 {1} 条；收到资料 {2} 条。</source>
        <translation>The answer is read in: {0} confirmed, {1} refused; {2} rows of the briefing received.</translation>
    </message>
    <message>
        <source>送到 {0} 包，回执都放在包裹旁边：请带回原来的设备读入。</source>
        <translation>Parcels delivered: {0}. The answers lie beside them: take them back and read them in on the devices they came from.</translation>
    </message>
    <message>
        <source>送到 {0} 包，{1} 包没有送成：原因见下表。</source>
        <translation>Parcels delivered: {0}, not delivered: {1}. The table says why.</translation>
    </message>
    <message>
        <source>已送到，回执 {0}</source>
        <translation>Delivered, answer {0}</translation>
    </message>
</context>
<context>
    <name>PersonPanel</name>
    <message>
        <source>换人（Esc）</source>
        <translation>Next person (Esc)</translation>
    </message>
    <message>
        <source>外站会员卡 {0}</source>
        <translation>Card of another site {0}</translation>
    </message>
    <message>
        <source>匿名来访者</source>
        <translation>Anonymous visitor</translation>
    </message>
    <message>
        <source>证件尾号 {0}</source>
        <translation>document ends {0}</translation>
    </message>
    <message>
        <source>手机尾号 {0}</source>
        <translation>phone ends {0}</translation>
    </message>
    <message>
        <source>本机登记</source>
        <translation>enrolled here</translation>
    </message>
</context>
<context>
    <name>PersonPart</name>
    <message>
        <source>男</source>
        <translation>Male</translation>
    </message>
    <message>
        <source>女</source>
        <translation>Female</translation>
    </message>
    <message>
        <source>农民工</source>
        <translation>Migrant worker</translation>
    </message>
    <message>
        <source>外地户籍</source>
        <translation>Non-local</translation>
    </message>
    <message>
        <source>沿用到下一位</source>
        <translation>Same for next</translation>
    </message>
    <message>
        <source>下一位的就业群体、平台和单位与这一位相同（Alt+K）</source>
        <translation>The next person has the same group, platform and employer (Alt+K)</translation>
    </message>
    <message>
        <source>按数字键选择</source>
        <translation>Press a digit</translation>
    </message>
    <message>
        <source>证件类型</source>
        <translation>Document</translation>
    </message>
    <message>
        <source>证件号码</source>
        <translation>Document number</translation>
    </message>
    <message>
        <source>性别</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>出生日期</source>
        <translation>Birth date</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>手机号码</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>就业群体</source>
        <translation>Employment group</translation>
    </message>
    <message>
        <source>平台企业</source>
        <translation>Platform</translation>
    </message>
    <message>
        <source>工作单位</source>
        <translation>Employer</translation>
    </message>
    <message>
        <source>{0}/{1} 位</source>
        <translation>{0}/{1}</translation>
    </message>
    <message>
        <source>打印用字</source>
        <translation>Print as</translation>
    </message>
    <message>
        <source>纸上代用的写法；不填就印编码，留空手写</source>
        <translation>What paper shows instead; else its code and room to write</translation>
    </message>
</context>
<context>
    <name>Pictures</name>
    <message>
        <source>现在的还画不出来，下面是上一次画得出来的样子。</source>
        <translation>This cannot be drawn yet; below is how it last looked.</translation>
    </message>
    <message>
        <source>还画不出样张，请先改好列出的问题。</source>
        <translation>Nothing can be drawn yet; mend what is listed first.</translation>
    </message>
</context>
<context>
    <name>PinPanel</name>
    <message>
        <source>更改（&amp;K）</source>
        <translation>Change (&amp;K)</translation>
    </message>
    <message>
        <source>现在的（&amp;O）</source>
        <translation>Present one (&amp;O)</translation>
    </message>
    <message>
        <source>新的（&amp;V）</source>
        <translation>New one (&amp;V)</translation>
    </message>
    <message>
        <source>再输一遍新的（&amp;Y）</source>
        <translation>New one again (&amp;Y)</translation>
    </message>
    <message>
        <source>请输入现在的和新的 PIN（或口令）。</source>
        <translation>Enter the present and the new PIN (or passphrase).</translation>
    </message>
    <message>
        <source>两次输入的不一样，请再输一遍。</source>
        <translation>The two are not the same. Enter them once more.</translation>
    </message>
    <message>
        <source>已更改，下次登录用新的。</source>
        <translation>Changed. Use the new one the next time you sign in.</translation>
    </message>
</context>
<context>
    <name>PlacePanel</name>
    <message>
        <source>活动（&amp;E）</source>
        <translation>&amp;Event</translation>
    </message>
    <message>
        <source>点位（&amp;S）</source>
        <translation>&amp;Site</translation>
    </message>
    <message>
        <source>台位号（&amp;B）</source>
        <translation>&amp;Booth</translation>
    </message>
    <message>
        <source>主会场</source>
        <translation>main venue</translation>
    </message>
    <message>
        <source>分会场</source>
        <translation>branch venue</translation>
    </message>
    <message>
        <source>输入点位名称里的字，或点位代码</source>
        <translation>Type part of a site&apos;s name, or its code</translation>
    </message>
    <message>
        <source>没有找到这样的点位。</source>
        <translation>No such site was found.</translation>
    </message>
</context>
<context>
    <name>PlaceStep</name>
    <message>
        <source>今天在哪里</source>
        <translation>Where are you today</translation>
    </message>
    <message>
        <source>每条记录都会写上活动、点位和台位。以后可在“设置”里更换。</source>
        <translation>Event, site and booth go on every record. You can change them in “Settings” later.</translation>
    </message>
    <message>
        <source>继续（&amp;C）</source>
        <translation>&amp;Continue</translation>
    </message>
    <message>
        <source>请先选择一个点位。</source>
        <translation>Please choose a site first.</translation>
    </message>
</context>
<context>
    <name>PreviewPane</name>
    <message>
        <source>上一页</source>
        <translation>Page before</translation>
    </message>
    <message>
        <source>下一页</source>
        <translation>Next page</translation>
    </message>
    <message>
        <source>第 {0} 页，共 {1} 页。</source>
        <translation>Page {0} of {1}.</translation>
    </message>
    <message>
        <source>这里只看前 {0} 页，打印是全部 {1} 页。</source>
        <translation>Only the first {0} pages are shown here; all {1} will be printed.</translation>
    </message>
</context>
<context>
    <name>PrinterForm</name>
    <message>
        <source>请写好名称和地址。</source>
        <translation>Please fill in the name and the address.</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>类型</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>分辨率</source>
        <translation>Resolution</translation>
    </message>
    <message>
        <source>装的纸</source>
        <translation>Paper in it</translation>
    </message>
    <message>
        <source>系统里的名称，或地址</source>
        <translation>Name in the system, or address</translation>
    </message>
    <message>
        <source>右移，负数左移</source>
        <translation>Right, minus is left</translation>
    </message>
    <message>
        <source>下移，负数上移</source>
        <translation>Down, minus is up</translation>
    </message>
    <message>
        <source>不改了（&amp;9）</source>
        <translation>Leave it (&amp;9)</translation>
    </message>
    <message>
        <source>记住这台（&amp;8）</source>
        <translation>Remember it (&amp;8)</translation>
    </message>
</context>
<context>
    <name>PrinterList</name>
    <message>
        <source>打印机</source>
        <translation>Printers</translation>
    </message>
    <message>
        <source>没有问过</source>
        <translation>not asked yet</translation>
    </message>
    <message>
        <source>就绪</source>
        <translation>ready</translation>
    </message>
    <message>
        <source>{0}：{1}，{2} dpi，{3}</source>
        <translation>{0}: {1}, {2} dpi, {3}</translation>
    </message>
    <message>
        <source>（新）{0}</source>
        <translation>(new) {0}</translation>
    </message>
</context>
<context>
    <name>PrinterUses</name>
    <message>
        <source>不打印，存为 PDF</source>
        <translation>Do not print, save a PDF</translation>
    </message>
    <message>
        <source>{0}（现在找不到）</source>
        <translation>{0} (not found now)</translation>
    </message>
    <message>
        <source>会员卡（&amp;1）</source>
        <translation>Member cards (&amp;1)</translation>
    </message>
    <message>
        <source>整版卡（&amp;2）</source>
        <translation>Sheets of cards (&amp;2)</translation>
    </message>
    <message>
        <source>领取凭条、号票（&amp;3）</source>
        <translation>Receipts and number slips (&amp;3)</translation>
    </message>
    <message>
        <source>A4、A5 单据（&amp;4）</source>
        <translation>A4 and A5 papers (&amp;4)</translation>
    </message>
    <message>
        <source>标签（&amp;5）</source>
        <translation>Labels (&amp;5)</translation>
    </message>
    <message>
        <source>大字、海报（&amp;6）</source>
        <translation>Large type, posters (&amp;6)</translation>
    </message>
    <message>
        <source>凭条用纸（&amp;7）</source>
        <translation>Paper of receipts (&amp;7)</translation>
    </message>
</context>
<context>
    <name>PrintersPanel</name>
    <message>
        <source>正在查找打印机，要几秒钟……</source>
        <translation>Looking for printers; this takes a few seconds…</translation>
    </message>
    <message>
        <source>正在连接……</source>
        <translation>Connecting…</translation>
    </message>
    <message>
        <source>不再记住“{0}”。</source>
        <translation>“{0}” is remembered no more.</translation>
    </message>
    <message>
        <source>正在打印测试页……</source>
        <translation>Printing a test page…</translation>
    </message>
    <message>
        <source>打印机测试页</source>
        <translation>Printer test page</translation>
    </message>
    <message>
        <source>打印机：{0}</source>
        <translation>Printer: {0}</translation>
    </message>
    <message>
        <source>类型：{0}，{1} dpi</source>
        <translation>Kind: {0}, {1} dpi</translation>
    </message>
    <message>
        <source>纸张：{0}</source>
        <translation>Paper: {0}</translation>
    </message>
    <message>
        <source>右移 {0} 毫米，下移 {1} 毫米</source>
        <translation>Moved {0} mm right, {1} mm down</translation>
    </message>
    <message>
        <source>192.0.2.7 或 192.0.2.7:9100</source>
        <translation>192.0.2.7 or 192.0.2.7:9100</translation>
    </message>
    <message>
        <source>连接</source>
        <translation>Connect</translation>
    </message>
    <message>
        <source>已经有一台叫这个名字，请换一个名称。</source>
        <translation>Another printer has this name; please choose a different one.</translation>
    </message>
    <message>
        <source>已记住“{0}”。请在上面选它打什么，再打一张测试页。</source>
        <translation>“{0}” is remembered. Choose above what it is for, then print a test page.</translation>
    </message>
    <message>
        <source>找到 {0} 台还没有记住的打印机：选中一台，再按“使用这台”。</source>
        <translation>Found {0} printers that are not remembered yet: select one and press “Use this one”.</translation>
    </message>
    <message>
        <source>没有找到别的打印机。请检查电源和连线，或在下面写它的地址。</source>
        <translation>No other printer was found. Check power and cables, or write its address below.</translation>
    </message>
    <message>
        <source>这不像一个地址，例如 192.0.2.7:9100。</source>
        <translation>This is no address; one looks like 192.0.2.7:9100.</translation>
    </message>
    <message>
        <source>{0}：{1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>连上了</source>
        <translation>connected</translation>
    </message>
    <message>
        <source>测试页已送到“{0}”：{1}。请看尺子、文字和二维码是否完整。</source>
        <translation>The test page went to “{0}”: {1}. Check that the ruler, the text and the code are whole.</translation>
    </message>
    <message>
        <source>测试页已送到“{0}”，但是{1}。</source>
        <translation>The test page went to “{0}”, but: {1}.</translation>
    </message>
    <message>
        <source>查找打印机（&amp;F）</source>
        <translation>Find printers (&amp;F)</translation>
    </message>
    <message>
        <source>修改…（&amp;U）</source>
        <translation>Change… (&amp;U)</translation>
    </message>
    <message>
        <source>打测试页（&amp;P）</source>
        <translation>Test page (&amp;P)</translation>
    </message>
    <message>
        <source>移走（&amp;0）</source>
        <translation>Remove (&amp;0)</translation>
    </message>
    <message>
        <source>网络打印机的地址（&amp;C）</source>
        <translation>Address of a network printer (&amp;C)</translation>
    </message>
    <message>
        <source>使用这台…（&amp;U）</source>
        <translation>Use this one… (&amp;U)</translation>
    </message>
</context>
<context>
    <name>PrintsPage</name>
    <message>
        <source>打印</source>
        <translation>Prints</translation>
    </message>
    <message>
        <source>没有打出来</source>
        <translation>Did not come out</translation>
    </message>
    <message>
        <source>从第 {0} 版继续</source>
        <translation>Continued from sheet {0}</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>打出来了（&amp;Y）</source>
        <translation>&amp;Yes, it came out</translation>
    </message>
    <message>
        <source>没有，重打（&amp;N）</source>
        <translation>&amp;No, print again</translation>
    </message>
    <message>
        <source>（还有 {0} 张）</source>
        <translation> ({0} more)</translation>
    </message>
    <message>
        <source>这张纸打印出来了吗？{0}</source>
        <translation>Did this paper come out?{0}</translation>
    </message>
    <message>
        <source>没有，不要了</source>
        <translation>No, not wanted any more</translation>
    </message>
    <message>
        <source>只打出了一部分</source>
        <translation>Only some of it</translation>
    </message>
    <message>
        <source>第 {0} 联</source>
        <translation>Copy {0}</translation>
    </message>
    <message>
        <source>第 {0} 到 {1} 版</source>
        <translation>Sheets {0} to {1}</translation>
    </message>
    <message>
        <source>{0} {1}，{2}，打印机“{3}”，{4}：{5}。请看看打印机。</source>
        <translation>{0} {1}, {2}, printer “{3}”, {4}: {5}. Please look at the printer.</translation>
    </message>
</context>
<context>
    <name>ReadyStep</name>
    <message>
        <source>有没有网络都一样用：记录先存在本机，联网后自动上报区里。</source>
        <translation>It works the same with and without a network: records stay on this device and go to the district when it is reached.</translation>
    </message>
    <message>
        <source>开始工作（&amp;S）</source>
        <translation>&amp;Start work</translation>
    </message>
    <message>
        <source>准备好了</source>
        <translation>Ready</translation>
    </message>
    <message>
        <source>{0}，今天辛苦了。</source>
        <translation>Have a good day, {0}.</translation>
    </message>
    <message>
        <source>区里：{0}（本机编号 {1}）</source>
        <translation>District: {0} (device {1})</translation>
    </message>
    <message>
        <source>还没有加入区里：可以先看看，加入以后才能登记。</source>
        <translation>Not joined yet: look around; enrolling works once the device has joined.</translation>
    </message>
    <message>
        <source>点位：{0}，{1} 号台</source>
        <translation>Site: {0}, booth {1}</translation>
    </message>
    <message>
        <source>本镇街已知会员：{0} 位</source>
        <translation>Known members of this town: {0}</translation>
    </message>
</context>
<context>
    <name>ReasonDrawer</name>
    <message>
        <source>原因（记入打印台账）</source>
        <translation>Reason (goes into the print ledger)</translation>
    </message>
    <message>
        <source>按数字键选择</source>
        <translation>Press a digit</translation>
    </message>
</context>
<context>
    <name>RemovePanel</name>
    <message>
        <source>要移除的操作员</source>
        <translation>Operator to remove</translation>
    </message>
    <message>
        <source>移除…（&amp;Z）</source>
        <translation>Remove… (&amp;Z)</translation>
    </message>
    <message>
        <source>确认移除</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>不移除</source>
        <translation>Keep</translation>
    </message>
    <message>
        <source>已移除{0}，其 PIN 打不开本机了。</source>
        <translation>{0} is removed; their PIN opens this device no longer.</translation>
    </message>
    <message>
        <source>{0}从此不能在本机登录，以前记的都还在。</source>
        <translation>{0} will not be able to sign in here any more; what they recorded stays.</translation>
    </message>
</context>
<context>
    <name>Reporting</name>
    <message>
        <source>立即上报（Ctrl+U）</source>
        <translation>Sync now (Ctrl+U)</translation>
    </message>
    <message>
        <source>停下</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>这台设备还没有加入区里：请在“设置”（F9）里加入，记录先存在本机。</source>
        <translation>This device has not joined a district: join in “Settings” (F9). Records stay on this device until then.</translation>
    </message>
    <message>
        <source>正在与区里联系……</source>
        <translation>Contacting the district…</translation>
    </message>
    <message>
        <source>{0}（{1}/{2}）</source>
        <translation>{0} ({1}/{2})</translation>
    </message>
    <message>
        <source>已停下，其余的下次再报。已确认的不会重报。</source>
        <translation>Stopped; the rest goes with the next round. What is confirmed is not sent again.</translation>
    </message>
    <message>
        <source>{0} 上报完成：送出 {1} 条，确认 {2} 条，退回 {3} 条；收到资料 {4} 条。</source>
        <translation>{0} done: sent {1}, confirmed {2}, refused {3}; received {4} changes.</translation>
    </message>
    <message>
        <source>上次上报：{0}。</source>
        <translation>Last round: {0}.</translation>
    </message>
    <message>
        <source>联网后会自动上报，也可以现在就报。</source>
        <translation>Records go by themselves when there is a network; you may also sync now.</translation>
    </message>
    <message>
        <source>现在可以停：人员登记都已送到区里，其余的下次接着报。</source>
        <translation>You can stop now: all members are with the district, the rest follows next time.</translation>
    </message>
</context>
<context>
    <name>RunDesk</name>
    <message>
        <source>成批打印 {0} 又在打了。</source>
        <translation>Batch {0} is printing again.</translation>
    </message>
    <message>
        <source>还没有送出的改送到“{0}”。</source>
        <translation>What is not sent yet goes to “{0}” now.</translation>
    </message>
    <message>
        <source>还没有送出的改存为 PDF。</source>
        <translation>What is not sent yet is saved as PDF now.</translation>
    </message>
    <message>
        <source>还没有送出的不打了；打印机上还有 {0} 版。</source>
        <translation>What is not sent yet is not printed; the printer still has {0} sheets.</translation>
    </message>
</context>
<context>
    <name>Runs</name>
    <message>
        <source>不再打印</source>
        <translation>Print no more</translation>
    </message>
    <message>
        <source>从这一版继续（&amp;J）</source>
        <translation>Continue from this sheet (&amp;J)</translation>
    </message>
    <message>
        <source>卡纸以后，从第几版继续（&amp;K）</source>
        <translation>After a jam, continue from sheet (&amp;K)</translation>
    </message>
    <message>
        <source>成批打印会员卡 {0}：{1} 张卡，{2} 版</source>
        <translation>Many cards {0}: {1} cards on {2} sheets</translation>
    </message>
    <message>
        <source>继续（&amp;U）</source>
        <translation>Go on (&amp;U)</translation>
    </message>
    <message>
        <source>暂停（&amp;U）</source>
        <translation>Pause (&amp;U)</translation>
    </message>
    <message>
        <source>打好 {0} 版，打印机上 {1} 版，还有 {2} 版。</source>
        <translation>{0} sheets are out, {1} at the printer, {2} to come.</translation>
    </message>
    <message>
        <source>已暂停。{0}</source>
        <translation>Paused. {0}</translation>
    </message>
    <message>
        <source>打开 PDF 文件夹（&amp;H）</source>
        <translation>Open the PDF folder (&amp;H)</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>就这样继续</source>
        <translation>Go on like this</translation>
    </message>
    <message>
        <source>先不继续</source>
        <translation>Not now</translation>
    </message>
</context>
<context>
    <name>SecondPlacePanel</name>
    <message>
        <source>选择文件夹…（&amp;L）</source>
        <translation>Choose a folder… (&amp;L)</translation>
    </message>
    <message>
        <source>不再另存（&amp;I）</source>
        <translation>No second copy (&amp;I)</translation>
    </message>
    <message>
        <source>另存一份加密的档案库，最好存到一直插着的 U 盘：每 25 条或 5 分钟存一次。这一份只有恢复码打得开。</source>
        <translation>Keeps a second encrypted copy of the store, best on a stick that stays in: every 25 records or 5 minutes. Only the recovery code opens it.</translation>
    </message>
    <message>
        <source>现在没有另存。</source>
        <translation>There is no second copy.</translation>
    </message>
    <message>
        <source>存到 {0}</source>
        <translation>Kept in {0}</translation>
    </message>
    <message>
        <source>第二份存到哪个文件夹？</source>
        <translation>Which folder shall the second copy lie in?</translation>
    </message>
    <message>
        <source>这就是本机档案库所在的文件夹，坏了会一起坏：请另选一个，最好在 U 盘上。</source>
        <translation>This is the folder of the store itself; both would be lost together. Choose another, best on a stick.</translation>
    </message>
    <message>
        <source>这里和本机档案库在同一块盘上：盘坏了、电脑丢了，会一起没有。请改存到 U 盘。</source>
        <translation>This is on the same disk as the store: when the disk fails or the computer is lost, both are gone. Choose a stick instead.</translation>
    </message>
    <message>
        <source>还没有恢复码：电脑丢了，这一份在别的电脑上打不开。请在下面做一张。</source>
        <translation>There is no recovery code: if the computer is lost, no other one can open this copy. Make a code below.</translation>
    </message>
    <message>
        <source>存到 {0}（现在找不到，缺 {1} 条；请插好 U 盘，会自动接着存）</source>
        <translation>Saved to {0} (not there now, {1} records missing; plug the stick in, and copies go on by themselves)</translation>
    </message>
    <message>
        <source>存到 {0}，上次 {1}，还有 {2} 条没有存</source>
        <translation>Saved to {0}, last {1}; {2} records not copied yet</translation>
    </message>
</context>
<context>
    <name>ServePage</name>
    <message>
        <source>不记姓名，只计人次。需要记名时，在左侧查找或扫描会员卡。</source>
        <translation>Counted without a name. For named services find a member or scan a card on the left.</translation>
    </message>
    <message>
        <source>本机没有此会员资料：只计人次，要记名的服务请先同步。</source>
        <translation>This device knows nothing of that member: counted only. Sync first for named services.</translation>
    </message>
    <message>
        <source>还没有服务目录，请先同步一次。</source>
        <translation>No list of services yet; please sync once.</translation>
    </message>
    <message>
        <source>同一人再记一项（Alt+R）</source>
        <translation>Another for the same person (Alt+R)</translation>
    </message>
    <message>
        <source>服务</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>Alt+数字 点选服务&#x3000;&#x3000;Alt+加减号 改人数&#x3000;&#x3000;Esc 换人</source>
        <translation>Alt+digit record&#x3000;&#x3000;Alt+plus/minus number&#x3000;&#x3000;Esc next person</translation>
    </message>
    <message>
        <source>谁来了</source>
        <translation>Who is here</translation>
    </message>
    <message>
        <source>记名</source>
        <translation>named</translation>
    </message>
    <message>
        <source>“{0}”要记名：请先查找会员或扫描会员卡。</source>
        <translation>“{0}” is recorded by name: find a member or scan a card first.</translation>
    </message>
    <message>
        <source>“{0}”要记名，而本机没有这张卡的会员资料：请先同步，或换一项服务。</source>
        <translation>“{0}” is recorded by name, and this device does not know that card: sync first, or choose another.</translation>
    </message>
    <message>
        <source>已记：{0}，{1}</source>
        <translation>Recorded: {0}, {1}</translation>
    </message>
    <message>
        <source>已记：{0}，匿名来访者 {1} 人</source>
        <translation>Recorded: {0}, anonymous visitors {1}</translation>
    </message>
    <message>
        <source>点错了</source>
        <translation>Tapped by mistake</translation>
    </message>
    <message>
        <source>已撤销：{0}</source>
        <translation>Taken back: {0}</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>换到这里（&amp;H）</source>
        <translation>Move &amp;here</translation>
    </message>
    <message>
        <source>点位和台位</source>
        <translation>Site and booth</translation>
    </message>
    <message>
        <source>区里</source>
        <translation>District</translation>
    </message>
    <message>
        <source>操作员</source>
        <translation>Operators</translation>
    </message>
    <message>
        <source>打印机</source>
        <translation>Printers</translation>
    </message>
    <message>
        <source>外观和锁定</source>
        <translation>Appearance and lock</translation>
    </message>
    <message>
        <source>已换好。</source>
        <translation>Done.</translation>
    </message>
    <message>
        <source>请先选择一个点位。</source>
        <translation>Please choose a site first.</translation>
    </message>
    <message>
        <source>第二份备份</source>
        <translation>Second copy</translation>
    </message>
    <message>
        <source>恢复码</source>
        <translation>Recovery code</translation>
    </message>
    <message>
        <source>我的 PIN 或口令</source>
        <translation>My PIN or passphrase</translation>
    </message>
    <message>
        <source>卡片版式</source>
        <translation>Card layout</translation>
    </message>
    <message>
        <source>看样张，换版式（&amp;X）</source>
        <translation>See samples, change the layout (&amp;X)</translation>
    </message>
</context>
<context>
    <name>Settling</name>
    <message>
        <source>什么</source>
        <translation>What</translation>
    </message>
    <message>
        <source>谁</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>为什么退回</source>
        <translation>Why it was refused</translation>
    </message>
    <message>
        <source>没有需要处理的记录。区里退回的记录会列在这里，处理之前不会消失。</source>
        <translation>Nothing needs attention. What the district refuses is listed here and stays until it is settled.</translation>
    </message>
    <message>
        <source>改为接转（&amp;T）</source>
        <translation>Make a &amp;transfer</translation>
    </message>
    <message>
        <source>更正（&amp;E）</source>
        <translation>Corr&amp;ect</translation>
    </message>
    <message>
        <source>作废（&amp;V）</source>
        <translation>&amp;Void</translation>
    </message>
    <message>
        <source>请镇街干部登录后处理。</source>
        <translation>Please ask a clerk to sign in and settle this.</translation>
    </message>
    <message>
        <source>作废的原因（&amp;R）</source>
        <translation>&amp;Reason for voiding</translation>
    </message>
    <message>
        <source>登记有误</source>
        <translation>Entered by mistake</translation>
    </message>
    <message>
        <source>重复登记</source>
        <translation>Entered twice</translation>
    </message>
    <message>
        <source>本人要求撤销</source>
        <translation>Asked for by the person</translation>
    </message>
    <message>
        <source>发错物资，已收回</source>
        <translation>Wrong goods, taken back</translation>
    </message>
    <message>
        <source>作废的原因</source>
        <translation>Reason for voiding</translation>
    </message>
    <message>
        <source>{0} · {1} · 操作员 {2}</source>
        <translation>{0} · {1} · operator {2}</translation>
    </message>
    <message>
        <source>请写明作废的原因。</source>
        <translation>Please give a reason for voiding.</translation>
    </message>
    <message>
        <source>以新编号重报（&amp;N）</source>
        <translation>Tell anew (&amp;N)</translation>
    </message>
</context>
<context>
    <name>SetupFace</name>
    <message>
        <source>1  欢迎</source>
        <translation>1  Welcome</translation>
    </message>
    <message>
        <source>2  建立档案库</source>
        <translation>2  Make the store</translation>
    </message>
    <message>
        <source>3  加入区里</source>
        <translation>3  Join the district</translation>
    </message>
    <message>
        <source>4  选择点位</source>
        <translation>4  Choose the site</translation>
    </message>
    <message>
        <source>5  开始工作</source>
        <translation>5  Start work</translation>
    </message>
</context>
<context>
    <name>SignInFace</name>
    <message>
        <source>进入</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>正在打开……</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>已锁定</source>
        <translation>Locked</translation>
    </message>
    <message>
        <source>请登录</source>
        <translation>Please sign in</translation>
    </message>
    <message>
        <source>屏幕上填的内容都还在，登录后接着做。</source>
        <translation>What was typed is still there; sign in to go on.</translation>
    </message>
    <message>
        <source>选自己的名字，再输入 PIN。</source>
        <translation>Choose your name, then type your PIN.</translation>
    </message>
    <message>
        <source>&amp;PIN</source>
        <translation>&amp;PIN</translation>
    </message>
    <message>
        <source>口令（&amp;P）</source>
        <translation>&amp;Passphrase</translation>
    </message>
    <message>
        <source>输错的次数太多，请等 {0} 秒再试。</source>
        <translation>Too many wrong tries: please wait {0} seconds.</translation>
    </message>
    <message>
        <source>选自己的名字，再输入口令。</source>
        <translation>Choose your name, then type your passphrase.</translation>
    </message>
    <message>
        <source>忘记 PIN 或口令</source>
        <translation>PIN or passphrase forgotten</translation>
    </message>
    <message>
        <source>请先选自己的名字。</source>
        <translation>Choose your name first.</translation>
    </message>
</context>
<context>
    <name>SignaturePad</name>
    <message>
        <source>签名板</source>
        <translation>Signature pad</translation>
    </message>
</context>
<context>
    <name>StoppedBanner</name>
    <message>
        <source>区里已停用这台设备，不能再登记。没有保存的内容还在下面，没有丢；请把来的人带到别的台位。</source>
        <translation>The district has revoked this device: nobody can be enrolled on it any more. What is not saved is still below, nothing is lost; please send people to another booth.</translation>
    </message>
</context>
<context>
    <name>StoreStep</name>
    <message>
        <source>建立本机档案库</source>
        <translation>Make this device&apos;s store</translation>
    </message>
    <message>
        <source>您是这台设备的第一位镇街干部，以后可以再添加操作员。</source>
        <translation>You are this device&apos;s first clerk; further operators can be added later.</translation>
    </message>
    <message>
        <source>您的姓名（&amp;N）</source>
        <translation>Your &amp;name</translation>
    </message>
    <message>
        <source>PIN，至少 6 位数字（&amp;P）</source>
        <translation>&amp;PIN, at least 6 digits</translation>
    </message>
    <message>
        <source>再输一遍 PIN（&amp;A）</source>
        <translation>The PIN &amp;again</translation>
    </message>
    <message>
        <source>口令，至少 8 个字符（&amp;P）</source>
        <translation>&amp;Passphrase, at least 8 characters</translation>
    </message>
    <message>
        <source>再输一遍口令（&amp;A）</source>
        <translation>The passphrase &amp;again</translation>
    </message>
    <message>
        <source>建立（&amp;S）</source>
        <translation>Make (&amp;S)</translation>
    </message>
    <message>
        <source>正在建立加密的档案库……</source>
        <translation>Making the encrypted store…</translation>
    </message>
    <message>
        <source>请输入您的姓名。</source>
        <translation>Please type your name.</translation>
    </message>
    <message>
        <source>PIN 要 {0} 位以上，全部是数字。</source>
        <translation>The PIN needs {0} or more digits and nothing else.</translation>
    </message>
    <message>
        <source>口令要 {0} 个字符以上。</source>
        <translation>The passphrase needs {0} or more characters.</translation>
    </message>
    <message>
        <source>两次输入的不一样，请再输一遍。</source>
        <translation>The two are not the same; please type it again.</translation>
    </message>
    <message>
        <source>所有记录都加密存在这台设备上。密钥由系统钥匙串和您的 PIN 一起保管，缺一不可。</source>
        <translation>All records are kept encrypted on this device. The system&apos;s keyring and your PIN hold the key together; neither opens it alone.</translation>
    </message>
    <message>
        <source>本机没有系统钥匙串服务，档案库只由您的口令保护：口令要长一些，忘了就打不开。所有记录仍然加密保存。</source>
        <translation>This computer has no keyring service, so only your passphrase protects the store: make it long, and do not forget it, for nothing else opens it. All records are encrypted all the same.</translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <source>打印会员卡 Ctrl+P</source>
        <translation>Print card Ctrl+P</translation>
    </message>
    <message>
        <source>打印申请书</source>
        <translation>Application</translation>
    </message>
    <message>
        <source>撤销清空 Alt+Z</source>
        <translation>Undo Alt+Z</translation>
    </message>
    <message>
        <source>回车 下一项 · Shift+回车 上一项 · Ctrl+M 更多项目</source>
        <translation>Enter next · Shift+Enter back · Ctrl+M more</translation>
    </message>
</context>
<context>
    <name>Switches</name>
    <message>
        <source>跟随系统</source>
        <translation>Like the system</translation>
    </message>
    <message>
        <source>浅色</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>深色</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>高对比度</source>
        <translation>High contrast</translation>
    </message>
    <message>
        <source>语言 Language</source>
        <translation>Language 语言</translation>
    </message>
    <message>
        <source>外观</source>
        <translation>Appearance</translation>
    </message>
</context>
<context>
    <name>TryPanel</name>
    <message>
        <source>纸上的恢复码</source>
        <translation>The recovery code on paper</translation>
    </message>
    <message>
        <source>试着打开</source>
        <translation>Try to open</translation>
    </message>
    <message>
        <source>演练：用恢复码打开最近另存的一份并核对，不改动本机。</source>
        <translation>Drill: opens the newest copy with the recovery code and checks it. Nothing here is changed.</translation>
    </message>
    <message>
        <source>正在核对……</source>
        <translation>Checking…</translation>
    </message>
    <message>
        <source>打得开，{0} 条记录，已逐页核对。</source>
        <translation>It opens: {0} records, every page checked.</translation>
    </message>
</context>
<context>
    <name>UpdateDrawer</name>
    <message>
        <source>更新信息</source>
        <translation>Update details</translation>
    </message>
    <message>
        <source>保存更新 Ctrl+回车</source>
        <translation>Save Ctrl+Enter</translation>
    </message>
    <message>
        <source>不变</source>
        <translation>unchanged</translation>
    </message>
    <message>
        <source>手机号码</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>就业群体</source>
        <translation>Employment group</translation>
    </message>
    <message>
        <source>平台企业</source>
        <translation>Platform</translation>
    </message>
    <message>
        <source>工作单位</source>
        <translation>Employer</translation>
    </message>
</context>
<context>
    <name>VerdictPanel</name>
    <message>
        <source>打开会员资料</source>
        <translation>Open the member</translation>
    </message>
    <message>
        <source>请扫描会员卡背面的码</source>
        <translation>Scan the code on the back of a member card</translation>
    </message>
    <message>
        <source>扫描枪直接扫；也可以打开、拖入或粘贴照片。没有网络也能验。</source>
        <translation>Use a handheld scanner, or open, drop or paste a photo. It works without a network.</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>工会</source>
        <translation>Union</translation>
    </message>
    <message>
        <source>本机名单</source>
        <translation>Lists here</translation>
    </message>
    <message>
        <source>姓名太长，码里只有开头，其余请看卡面。</source>
        <translation>The name is long: the code holds only its beginning, the rest is on the card.</translation>
    </message>
    <message>
        <source>卡上用了代用字，证件上的字会不同。</source>
        <translation>The card has a stand-in character; the document will differ there.</translation>
    </message>
    <message>
        <source>{0} 发卡，设备 {1}</source>
        <translation>issued {0}, device {1}</translation>
    </message>
    <message>
        <source>名册上是“{0}”。</source>
        <translation>In the list it is “{0}”.</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>打印队列</source>
        <translation>Print queue</translation>
    </message>
    <message>
        <source>再送一次（&amp;T）</source>
        <translation>Send again (&amp;T)</translation>
    </message>
    <message>
        <source>换打印机（&amp;G）</source>
        <translation>Other printer (&amp;G)</translation>
    </message>
    <message>
        <source>存为 PDF（&amp;S）</source>
        <translation>Save as PDF (&amp;S)</translation>
    </message>
    <message>
        <source>取消（&amp;X）</source>
        <translation>Cancel (&amp;X)</translation>
    </message>
    <message>
        <source>第 {0} 到 {1} 版</source>
        <translation>Sheets {0} to {1}</translation>
    </message>
    <message>
        <source>PDF 文件夹</source>
        <translation>PDF folder</translation>
    </message>
    <message>
        <source>等上面问的那张有了回答再打</source>
        <translation>Waits for the answer asked for above</translation>
    </message>
    <message>
        <source>情况和打印机</source>
        <translation>Where it stands and printer</translation>
    </message>
    <message>
        <source>单据和号码</source>
        <translation>Paper and number</translation>
    </message>
</context>
<context>
    <name>WelcomeStep</name>
    <message>
        <source>欢迎使用 FieldKit</source>
        <translation>Welcome to FieldKit</translation>
    </message>
    <message>
        <source>几分钟后，这台设备就能在没有网络的现场登记入会、发放福利、登记服务。</source>
        <translation>In a few minutes this device can enrol, hand out welfare packs and record services where there is no network.</translation>
    </message>
    <message>
        <source>① 建立本机的加密档案库：要您的姓名，和一个只有您知道的 PIN 或口令。</source>
        <translation>① Make this device&apos;s encrypted store: your name, and a PIN or passphrase that only you know.</translation>
    </message>
    <message>
        <source>② 加入区里：要区总工会发给这台设备的入网票。</source>
        <translation>② Join the district: the joining ticket that the district union issued for this device.</translation>
    </message>
    <message>
        <source>③ 接收活动资料，选择今天的点位和台位。</source>
        <translation>③ Receive the briefing, and choose today&apos;s site and booth.</translation>
    </message>
    <message>
        <source>每一步都可以只用键盘：Tab 换栏，回车继续。</source>
        <translation>Every step works by keyboard alone: Tab for the next field, Enter to go on.</translation>
    </message>
    <message>
        <source>开始（&amp;S）</source>
        <translation>&amp;Start</translation>
    </message>
</context>
<context>
    <name>WithdrawDrawer</name>
    <message>
        <source>撤回同意</source>
        <translation>Withdraw a consent</translation>
    </message>
    <message>
        <source>确认撤回</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>提供给上级工会</source>
        <translation>Upper union</translation>
    </message>
    <message>
        <source>提供给银行办卡</source>
        <translation>Bank card</translation>
    </message>
    <message>
        <source>宣传影像</source>
        <translation>Publicity</translation>
    </message>
    <message>
        <source>撤回从现在起生效，会随下一次同步告知区里；不影响此前已做的事和现场服务。</source>
        <translation>Takes effect now and is told to the district with the next sync; what was done before and services here are not affected.</translation>
    </message>
</context>
<context>
    <name>WorkFace</name>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>锁定</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>去“{0}”页</source>
        <translation>Go to “{0}”</translation>
    </message>
    <message>
        <source>{0}（{1}/{2}）</source>
        <translation>{0} ({1}/{2})</translation>
    </message>
    <message>
        <source>还没有加入区里，记录只在本机</source>
        <translation>Not joined yet; records are on this device only</translation>
    </message>
    <message>
        <source>正在上报……</source>
        <translation>Sending…</translation>
    </message>
    <message>
        <source>{0}（{1}），稍后自动再试</source>
        <translation>{0} ({1}); will try again later</translation>
    </message>
    <message>
        <source>{0} 条等待上报，联网后自动上报</source>
        <translation>{0} waiting; sent by itself when there is a network</translation>
    </message>
    <message>
        <source>全部已送达区里 {0}</source>
        <translation>All with the district {0}</translation>
    </message>
    <message>
        <source>有 {0} 条被区里扣留</source>
        <translation>{0} held aside by the district</translation>
    </message>
</context>
<context>
    <name>cards</name>
    <message>
        <source>{0}：少了“{1}”这一项。</source>
        <translation>{0}: the entry “{1}” is missing.</translation>
    </message>
    <message>
        <source>{0}：没有“{1}”这一项，请检查拼写。</source>
        <translation>{0}: there is no entry “{1}”; check its spelling.</translation>
    </message>
    <message>
        <source>{0}：没有 {1} 这个字段，可以用 {2}。</source>
        <translation>{0}: there is no field {1}; there are {2}.</translation>
    </message>
    <message>
        <source>{0}：“{1}”不是颜色，请写成 #RRGGBB，或 [colours] 里的名字。</source>
        <translation>{0}: “{1}” is no colour; write #RRGGBB or a name of [colours].</translation>
    </message>
    <message>
        <source>{0}：这一面已经有一个叫“{1}”的，请另起一个 id。</source>
        <translation>{0}: this side has one called “{1}” already; give it another id.</translation>
    </message>
    <message>
        <source>{0} 和“{1}”叠在一起了，请移开或改小。</source>
        <translation>{0} and “{1}” lie on each other; move one or make it smaller.</translation>
    </message>
    <message>
        <source>{0} 出了卡边 {1} 毫米。</source>
        <translation>{0} goes {1} mm beyond the card&apos;s edge.</translation>
    </message>
    <message>
        <source>{0} 离卡边只有 {1} 毫米，至少要留 {2} 毫米，裁切才不会切到。</source>
        <translation>{0} is only {1} mm from the card&apos;s edge; leave at least {2} mm, so that no cut touches it.</translation>
    </message>
    <message>
        <source>{0}：二维码的框边长 {1} 毫米，最长的码有 {3} 个模块，至少要 {2} 毫米。</source>
        <translation>{0}: the code&apos;s box is {1} mm wide; the longest code has {3} modules and needs at least {2} mm.</translation>
    </message>
    <message>
        <source>{0}：最小模块只有 {1} 毫米，摄像头读不出来，至少要 {2} 毫米；请加大 least_dots。</source>
        <translation>{0}: the smallest module is only {1} mm, which no camera reads; at least {2} mm are needed. Make least_dots larger.</translation>
    </message>
    <message>
        <source>{0}：二维码四周要空出 {2} 毫米，“{1}”占了这里。</source>
        <translation>{0}: {2} mm around the code must stay white; “{1}” stands there.</translation>
    </message>
    <message>
        <source>{0}：和底色的对比只有 {1} 比 1，看不清楚，至少要 {2} 比 1；图片上的文字请先垫一个底块。</source>
        <translation>{0}: the contrast to its ground is only {1} to 1, too little to be read; at least {2} to 1 is needed. Lay a block under text on a picture.</translation>
    </message>
    <message>
        <source>{0}：字库里没有这些字：{1}。请换字，或把这一行做成图片放进来。</source>
        <translation>{0}: no font has these characters: {1}. Take others, or bring this line as a picture.</translation>
    </message>
    <message>
        <source>{0}：找不到图片“{1}”，请放在版式文件旁边。</source>
        <translation>{0}: the picture “{1}” is not there; put it beside the layout&apos;s file.</translation>
    </message>
    <message>
        <source>{0}：图片“{1}”读不出来，请用 PNG 或 JPEG。</source>
        <translation>{0}: the picture “{1}” cannot be read; take a PNG or a JPEG.</translation>
    </message>
    <message>
        <source>{0}：图片“{1}”太大（{2}），最大 {3}。</source>
        <translation>{0}: the picture “{1}” is too large ({2}); at most {3}.</translation>
    </message>
    <message>
        <source>{0}：第 {1} 张卡出了纸边，请核对 [sheet] 里的位置。</source>
        <translation>{0}: card {1} goes beyond the paper&apos;s edge; check the places in [sheet].</translation>
    </message>
    <message>
        <source>{0}：一版上的卡互相叠住了，step_across 和 step_down 不能小于卡的宽和高。</source>
        <translation>{0}: the cards of a sheet lie on each other; step_across and step_down may not be less than a card&apos;s width and height.</translation>
    </message>
    <message>
        <source>{0}：二维码四周要空出 {2} 毫米，现在离卡边太近。</source>
        <translation>{0}: {2} mm around the code must stay white; it is too near the card&apos;s edge.</translation>
    </message>
    <message>
        <source>正面</source>
        <translation>Front</translation>
    </message>
    <message>
        <source>背面</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>{0}打不开，可能被移走了，或者没有权限读。</source>
        <translation>{0} cannot be opened: it may have been moved, or you may not read it.</translation>
    </message>
    <message>
        <source>{0}不是文字，可能是图片或程序。请换成文字文件（UTF-8）。</source>
        <translation>{0} is no text; it may be a picture or a program. Put a text file (UTF-8) in its place.</translation>
    </message>
    <message>
        <source>{0}太大，不像是版式。最大 {1}。</source>
        <translation>{0} is too large for a layout. The most is {1}.</translation>
    </message>
    <message>
        <source>{0}的写法读不懂。每行写成“名称 = 值”，文字和颜色放在英文双引号里，例如 bold = true。</source>
        <translation>{0} cannot be understood. Write each line as “name = value”, words and colours in straight double quotes, for example bold = true.</translation>
    </message>
    <message>
        <source>{0}：{1} 是中文输入法打的全角符号，请换成半角的 {2}。</source>
        <translation>{0}: {1} is a full-width sign of a Chinese input method; write the half-width {2} instead.</translation>
    </message>
    <message>
        <source>{0}：{1} 读不懂。文字和颜色要放在英文双引号里；数字直接写；是或否写 true 或 false。</source>
        <translation>{0}: {1} cannot be understood. Put words and colours in straight double quotes; write numbers as they are, and yes or no as true or false.</translation>
    </message>
    <message>
        <source>{0}：{1} 的等号后面还没有写值。</source>
        <translation>{0}: there is no value yet behind the equals sign of {1}.</translation>
    </message>
    <message>
        <source>{0}：{1} 后面少了等号，请写成“名称 = 值”。</source>
        <translation>{0}: an equals sign is missing behind {1}; write “name = value”.</translation>
    </message>
    <message>
        <source>{0}：值的后面多了 {1}。一行只写一项；数字不带单位，小数点用英文句点。</source>
        <translation>{0}: {1} is too much behind the value. Write one thing to a line, numbers without units and with a point for decimals.</translation>
    </message>
    <message>
        <source>{0}：这里不能写 {1}。名称只用英文字母、数字、_ 和 -；说明文字的前面要加 #。</source>
        <translation>{0}: {1} cannot stand here. Names have only English letters, digits, _ and -; put # before a note.</translation>
    </message>
    <message>
        <source>{0}：{1} 前面已经写过了，只能写一次。卡面上的每样东西都从 [[front]] 或 [[back]] 开始。</source>
        <translation>{0}: {1} was written before and can be written once only. Each thing on the card begins with [[front]] or [[back]].</translation>
    </message>
    <message>
        <source>{0}：这段文字的后面少了收尾的英文引号。</source>
        <translation>{0}: the straight quotation mark that ends these words is missing.</translation>
    </message>
    <message>
        <source>{0}：这一项的后面少了 {1}。</source>
        <translation>{0}: {1} is missing at the end of this.</translation>
    </message>
    <message>
        <source>{0}：方括号没有收尾，请补上 {1}。</source>
        <translation>{0}: the square bracket is not closed; add {1}.</translation>
    </message>
    <message>
        <source>{0}：这里有一个看不见的控制符（{1}），请删掉。</source>
        <translation>{0}: there is an invisible control character ({1}) here; take it away.</translation>
    </message>
    <message>
        <source>{0}：有 {1} 样东西，太多了，一面最多 {2} 样。</source>
        <translation>{0}: {1} things are too many; a side has {2} at most.</translation>
    </message>
    <message>
        <source>第 {0} 行第 {1} 个字</source>
        <translation>Line {0}, character {1}</translation>
    </message>
    <message>
        <source>版式文件</source>
        <translation>The layout file</translation>
    </message>
    <message>
        <source>全角空格</source>
        <translation>full-width space</translation>
    </message>
    <message>
        <source>半角空格</source>
        <translation>half-width space</translation>
    </message>
    <message>
        <source>工会名称</source>
        <translation>Name of the union</translation>
    </message>
    <message>
        <source>标题</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>登记编号</source>
        <translation>Registration number</translation>
    </message>
    <message>
        <source>发卡日期</source>
        <translation>Date of issue</translation>
    </message>
    <message>
        <source>二维码</source>
        <translation>QR code</translation>
    </message>
    <message>
        <source>核验说明</source>
        <translation>How to check</translation>
    </message>
    <message>
        <source>遗失说明</source>
        <translation>If it is lost</translation>
    </message>
    <message>
        <source>标志</source>
        <translation>Logo</translation>
    </message>
    <message>
        <source>中文</source>
        <translation>Chinese</translation>
    </message>
    <message>
        <source>英文</source>
        <translation>English</translation>
    </message>
    <message>
        <source>壮文</source>
        <translation>Zhuang</translation>
    </message>
    <message>
        <source>藏文</source>
        <translation>Tibetan</translation>
    </message>
    <message>
        <source>维吾尔文</source>
        <translation>Uyghur</translation>
    </message>
    <message>
        <source>蒙古文</source>
        <translation>Mongolian</translation>
    </message>
    <message>
        <source>朝鲜文</source>
        <translation>Korean</translation>
    </message>
    <message>
        <source>彝文</source>
        <translation>Yi</translation>
    </message>
    <message>
        <source>随程序来的版式，复制以后才能改。</source>
        <translation>This layout came with the program; copy it to change it.</translation>
    </message>
    <message>
        <source>正在修改…</source>
        <translation>Being changed…</translation>
    </message>
    <message>
        <source>草稿存不上，磁盘可能满了。请先腾出地方，再按“保存”。</source>
        <translation>The draft cannot be kept; the disk may be full. Make room, then press “Save”.</translation>
    </message>
    <message>
        <source>有 {0} 处问题，只存了草稿。改好以前不能采用，打印仍用上次保存的那一份。</source>
        <translation>Faults: {0}. Only the draft was kept. It cannot be used until they are mended; printing goes on with what was saved before.</translation>
    </message>
    <message>
        <source>有 {0} 处问题，改好才能采用。草稿已自动存好。</source>
        <translation>Faults: {0}. Mend them to use it. The draft is kept.</translation>
    </message>
    <message>
        <source>没有问题。保存以后才能采用。草稿已自动存好。</source>
        <translation>No faults. Save it to use it. The draft is kept.</translation>
    </message>
    <message>
        <source>有 {0} 处问题，改好才能采用，也才能打印。</source>
        <translation>Faults: {0}. Mend them to use it and to print with it.</translation>
    </message>
    <message>
        <source>没有问题，已经保存。</source>
        <translation>No faults; saved.</translation>
    </message>
    <message>
        <source>{0}：引号里的反斜杠要连写两个；不需要就删掉。</source>
        <translation>{0}: write a backslash in quotes twice, or take it away.</translation>
    </message>
    <message>
        <source>编号标题</source>
        <translation>Number caption</translation>
    </message>
    <message>
        <source>临时编号字样</source>
        <translation>Provisional caption</translation>
    </message>
    <message>
        <source>临时编号说明</source>
        <translation>Provisional note</translation>
    </message>
    <message>
        <source>二维码说明</source>
        <translation>Code caption</translation>
    </message>
    <message>
        <source>{0}：{1} 写得不对，这里应当是{2}。</source>
        <translation>{0}: {1} is not right; it should be{2}.</translation>
    </message>
    <message>
        <source> {0} 到 {1} 之间的数</source>
        <translation> a number from {0} to {1}</translation>
    </message>
    <message>
        <source> {0} 到 {1} 之间的整数</source>
        <translation> a whole number from {0} to {1}</translation>
    </message>
    <message>
        <source>英文双引号里的文字，最多 {0} 个字</source>
        <translation> words in straight double quotes, {0} characters at most</translation>
    </message>
    <message>
        <source>单独的一节，以方括号里的名称开头</source>
        <translation> a part of its own that begins with its name in square brackets</translation>
    </message>
    <message>
        <source>一节一样东西，每节以 [[front]] 或 [[back]] 开头</source>
        <translation> a part for each thing, each beginning with [[front]] or [[back]]</translation>
    </message>
    <message>
        <source>{0}：最长的内容（{2} 个字，例如“{1}”）用最小字号 {3} 磅也放不下，请写短些，或把框放大、字号改小。</source>
        <translation>{0}: the longest content ({2} characters, such as “{1}”) does not fit even at the smallest size, {3} points. Write less, or make the box larger or the size smaller.</translation>
    </message>
</context>
<context>
    <name>check</name>
    <message>
        <source>卡有效</source>
        <translation>Card is valid</translation>
    </message>
    <message>
        <source>先核实</source>
        <translation>Check first</translation>
    </message>
    <message>
        <source>不能用</source>
        <translation>Do not accept</translation>
    </message>
    <message>
        <source>签名有效，本机名册里有这位会员。</source>
        <translation>The signature holds, and this device&apos;s list has this member.</translation>
    </message>
    <message>
        <source>请把姓名与本人证件核对，一致即可办理。</source>
        <translation>Compare the name with the person&apos;s own document; if it matches, go on.</translation>
    </message>
    <message>
        <source>签名有效；本机名册里没有这位会员，多半是别的点位刚发的卡。</source>
        <translation>The signature holds; this device&apos;s list does not have this member, most likely because another site has just issued the card.</translation>
    </message>
    <message>
        <source>这只是编号，没有签名，谁都能印。</source>
        <translation>This is only a number without a signature; anybody can print one.</translation>
    </message>
    <message>
        <source>请扫描卡背面的码；没有的，按编号查询并核对本人证件。</source>
        <translation>Scan the code on the back of the card; if there is none, look the number up and check the person&apos;s document.</translation>
    </message>
    <message>
        <source>请再扫一次；还不行，按卡上的编号查询并核对本人证件。</source>
        <translation>Scan it once more; if it still fails, look up the number on the card and check the person&apos;s document.</translation>
    </message>
    <message>
        <source>本机不认识给这张卡签名的区密钥，不知道是真是假。</source>
        <translation>This device does not know the district key behind this card, so it cannot tell whether the card is genuine.</translation>
    </message>
    <message>
        <source>请联网同步一次再扫；还不行，按编号查询，并告诉区里。</source>
        <translation>Sync once and scan again; if it still fails, look the number up and tell the district.</translation>
    </message>
    <message>
        <source>发卡的设备 {device} 已经停用；不过区里的名册有这个人和这个编号。</source>
        <translation>Device {device}, which issued the card, has been revoked; but the district&apos;s list has this person under this number.</translation>
    </message>
    <message>
        <source>请仔细核对本人证件，建议换发新卡。</source>
        <translation>Check the person&apos;s document with care; a new card is advised.</translation>
    </message>
    <message>
        <source>请核对本人证件，收回旧卡，换发新卡。</source>
        <translation>Check the person&apos;s document, take the old card back and issue a new one.</translation>
    </message>
    <message>
        <source>卡上的姓名与名册不同，名册上是“{name}”。</source>
        <translation>The name on the card differs from the list, which has “{name}”.</translation>
    </message>
    <message>
        <source>请核对本人证件，姓名更正过的换发新卡。</source>
        <translation>Check the person&apos;s document; where the name was corrected, issue a new card.</translation>
    </message>
    <message>
        <source>这位会员已转到“{union}”，卡上还是原来的工会。</source>
        <translation>This member has moved to “{union}”; the card still names the former union.</translation>
    </message>
    <message>
        <source>请核对本人证件，建议换发新卡。</source>
        <translation>Check the person&apos;s document; a new card is advised.</translation>
    </message>
    <message>
        <source>名册上这位会员的会籍已经转出本区。</source>
        <translation>By the list, this member&apos;s membership has left the district.</translation>
    </message>
    <message>
        <source>请核对本人证件，按转入地的会员办理。</source>
        <translation>Check the person&apos;s document and treat them as a member of where they moved to.</translation>
    </message>
    <message>
        <source>签名有效，但这个编号不在发卡设备 {device} 的号段里，本机名册也没有此人。</source>
        <translation>The signature holds, but the number is outside the blocks of device {device}, and this device&apos;s list does not have the person.</translation>
    </message>
    <message>
        <source>请核对本人证件，联网同步后再扫，或按编号查询。</source>
        <translation>Check the person&apos;s document; sync and scan again, or look the number up.</translation>
    </message>
    <message>
        <source>签名有效，但本机的名单已经过期，停用和退会的可能还不知道。</source>
        <translation>The signature holds, but this device&apos;s lists have expired: it may not know who was revoked or has left.</translation>
    </message>
    <message>
        <source>请尽快同步；现在要办的，先核对本人证件。</source>
        <translation>Sync soon; to go on now, check the person&apos;s document first.</translation>
    </message>
    <message>
        <source>这不是会员卡的码。</source>
        <translation>This is not a member card&apos;s code.</translation>
    </message>
    <message>
        <source>请扫描会员卡背面的码。</source>
        <translation>Scan the code on the back of the member card.</translation>
    </message>
    <message>
        <source>伪造的卡：它自称由区里认可的设备签发，但区里没有签过。</source>
        <translation>Forged: it claims to be issued by a device of the district, which has never signed for it.</translation>
    </message>
    <message>
        <source>不要办理，请告诉点位负责人。</source>
        <translation>Do not accept it; tell the site lead.</translation>
    </message>
    <message>
        <source>发卡的设备 {device} 已被区里停用，它签的卡不再作数。</source>
        <translation>Device {device}, which issued the card, has been revoked by the district; its cards no longer count.</translation>
    </message>
    <message>
        <source>不要办理；本人确是会员的，按证件查询后换发新卡。</source>
        <translation>Do not accept it; if the person is a member, look them up by document and issue a new card.</translation>
    </message>
    <message>
        <source>这个编号已经作废。</source>
        <translation>This number is void.</translation>
    </message>
    <message>
        <source>不要按这张卡办理；请按证件查询。</source>
        <translation>Do not go by this card; look the person up by document.</translation>
    </message>
    <message>
        <source>这个编号在名册上是另一个人的。</source>
        <translation>By the list, this number belongs to somebody else.</translation>
    </message>
    <message>
        <source>这个编号是本机的，但本机从来没有发过。</source>
        <translation>The number is one of this device&apos;s own, but it was never issued.</translation>
    </message>
    <message>
        <source>不要按会员办理；本人想恢复的，请告诉镇街干部。</source>
        <translation>Do not treat them as a member; if they wish to come back, tell a clerk.</translation>
    </message>
    <message>
        <source>这个编号的校验位不对：多半是输错了一位，也可能是编造的。</source>
        <translation>This number&apos;s check digit is wrong: most likely one digit was mistyped; it may also be made up.</translation>
    </message>
    <message>
        <source>请对照卡面再输一次，最好扫描卡背面的码。</source>
        <translation>Type it once more from the card, or better, scan the code on the card&apos;s back.</translation>
    </message>
    <message>
        <source>这不是一个完整的会员卡码：没有读全，或者不是会员卡。</source>
        <translation>This is no whole card code: it was not read to its end, or it is no member card.</translation>
    </message>
    <message>
        <source>这个编号已经被换掉，现在的编号是 {number}。</source>
        <translation>This number was replaced; the number now is {number}.</translation>
    </message>
    <message>
        <source>签名有效，但本机没有作数的名单，停用和退会的都不知道。</source>
        <translation>The signature holds, but this device has no list that counts: it knows of no revocation and no withdrawal.</translation>
    </message>
    <message>
        <source>请联网同步再扫；现在要办的，先核对本人证件。</source>
        <translation>Sync and scan again; what must be done now, only after comparing the ID.</translation>
    </message>
    <message>
        <source>签名有效，但电脑的时间可能不对，不知道本机的名单过期没有。</source>
        <translation>The signature holds, but this computer&apos;s clock may be wrong, so nobody can tell whether its lists are out of date.</translation>
    </message>
    <message>
        <source>请联网同步，或把电脑的时间调准，再扫；现在要办的，先核对本人证件。</source>
        <translation>Sync, or set the computer&apos;s clock, and scan again; what must be done now, only after comparing the ID.</translation>
    </message>
    <message>
        <source>卡上的内容被改过，或者是仿造的：签名对不上。</source>
        <translation>What the card says was altered, or it is an imitation: the signature does not match.</translation>
    </message>
    <message>
        <source>本机名册上这个人已经不是会员：{standing}。</source>
        <translation>By the list here this person is no member any more: {standing}.</translation>
    </message>
    <message>
        <source>这个编号已经不用了：本人另有一条会员记录，还没有编号。</source>
        <translation>This number is not used any more: the person has another member record, which has no number yet.</translation>
    </message>
    <message>
        <source>一天之内同步过</source>
        <translation>Synced within a day</translation>
    </message>
    <message>
        <source>{days} 天前同步</source>
        <translation>Synced {days} days ago</translation>
    </message>
    <message>
        <source>已经过期</source>
        <translation>Out of date</translation>
    </message>
    <message>
        <source>已经过期，{days} 天前同步</source>
        <translation>Out of date, synced {days} days ago</translation>
    </message>
    <message>
        <source>已经过期，至少 {days} 天前同步</source>
        <translation>Out of date, synced at least {days} days ago</translation>
    </message>
    <message>
        <source>不知道多久没有同步，电脑的时间可能不对</source>
        <translation>Nobody can tell when it was synced: this computer&apos;s clock may be wrong</translation>
    </message>
    <message>
        <source>至少 {days} 天前同步，电脑的时间可能不对</source>
        <translation>Synced at least {days} days ago; this computer&apos;s clock may be wrong</translation>
    </message>
    <message>
        <source>没有作数的名单</source>
        <translation>No list that counts</translation>
    </message>
    <message>
        <source>请把姓名与本人证件核对，除代用的字以外都一致即可办理；拿不准的，按编号查询。</source>
        <translation>Compare the name with the person&apos;s own document; if all but the stand-in characters match, go on; in doubt look the number up.</translation>
    </message>
</context>
<context>
    <name>faults</name>
    <message>
        <source>{age} 岁，超过互助服务卡的年龄线（{limit} 岁），可以入会，办卡以银行答复为准。</source>
        <translation>Aged {age}, above the mutual-aid card&apos;s limit of {limit}: may join; the bank decides about the card.</translation>
    </message>
    <message>
        <source>{age} 岁，年龄偏大，请再核对一次；情况属实可以继续。</source>
        <translation>Aged {age}, rather old: please check once more, and go on if it is right.</translation>
    </message>
    <message>
        <source>{age} 岁，属未成年工，可以入会，请提醒本人和单位遵守未成年工保护规定。</source>
        <translation>Aged {age}, a minor worker: may join; please remind both sides of the rules that protect minors.</translation>
    </message>
    <message>
        <source>未满 16 周岁，不能入会；请核对证件号码和出生日期。</source>
        <translation>Under 16: cannot join. Please check document number and birth date.</translation>
    </message>
    <message>
        <source>出生日期与证件号码不一致，证件上是 {document}；请核对。</source>
        <translation>The birth date is not that of the document number, which says {document}; please check.</translation>
    </message>
    <message>
        <source>出生日期晚于今天，请核对。</source>
        <translation>The birth date is later than today; please check.</translation>
    </message>
    <message>
        <source>出生日期不是有效的日期，请按 年-月-日 填写，例如 1990-01-31。</source>
        <translation>This is no date. Please write year-month-day, for example 1990-01-31.</translation>
    </message>
    <message>
        <source>这种证件号码里没有出生日期，请填写。</source>
        <translation>This kind of document does not carry the birth date; please fill it in.</translation>
    </message>
    <message>
        <source>入会渠道不在区里下发的代码表中，请重新选择。</source>
        <translation>The channel is not in the district&apos;s table; please choose again.</translation>
    </message>
    <message>
        <source>同意书没有版本号，无法留存依据；请先联网更新资料，再请本人确认。</source>
        <translation>The consent text has no version to keep as evidence: get the briefing first, then ask again.</translation>
    </message>
    <message>
        <source>请本人逐项选择“同意”或“不同意”。</source>
        <translation>Please have each one answered: agree or refuse.</translation>
    </message>
    <message>
        <source>不同意提供给上级工会，就不能在这里登记；可请本人改用小程序自行申请。</source>
        <translation>Without consent to pass the data to the upper union nobody can be enrolled here; the person may apply by the mini-program.</translation>
    </message>
    <message>
        <source>统一社会信用代码里有不该出现的字符（没有 I、O、Z、S、V）。</source>
        <translation>The credit code holds characters that it cannot have (there is no I, O, Z, S or V).</translation>
    </message>
    <message>
        <source>统一社会信用代码的校验位不对，请逐位核对。</source>
        <translation>The credit code&apos;s check digit is wrong; please compare it digit by digit.</translation>
    </message>
    <message>
        <source>统一社会信用代码的校验位不对，是不是 {suggestion}？请逐位核对。</source>
        <translation>The credit code&apos;s check digit is wrong. Is it {suggestion}? Please compare digit by digit.</translation>
    </message>
    <message>
        <source>统一社会信用代码应为 {expected} 位，现在是 {length} 位。</source>
        <translation>The credit code has {expected} characters; there are {length} now.</translation>
    </message>
    <message>
        <source>代码中的组织机构代码校验位不符，老代码可能如此，请核对后继续。</source>
        <translation>The organisation code inside has a wrong check digit, as old codes may; please check and go on.</translation>
    </message>
    <message>
        <source>证件号码里的出生日期晚于今天，请核对第 7 至 14 位。</source>
        <translation>The birth date in the document number is later than today; please check digits 7 to 14.</translation>
    </message>
    <message>
        <source>第 {positions} 位不是数字；只有最后一位可以是 X。</source>
        <translation>Not a digit at place {positions}; only the last may be X.</translation>
    </message>
    <message>
        <source>第 {positions} 位不是数字，是不是 {suggestion}？请与证件核对。</source>
        <translation>Not a digit at place {positions}. Is it {suggestion}? Please compare with the document.</translation>
    </message>
    <message>
        <source>校验位不对，至少有一位输错了，请与证件逐位核对。</source>
        <translation>The check digit is wrong: at least one key was mistyped. Please compare with the document.</translation>
    </message>
    <message>
        <source>校验位不对，是不是 {suggestion}？请与证件逐位核对。</source>
        <translation>The check digit is wrong. Is it {suggestion}? Please compare with the document.</translation>
    </message>
    <message>
        <source>号码前六位 {county} 不在区划代码表中，老证件可能如此，请核对后继续。</source>
        <translation>The first six digits {county} are in no table of counties, as on old documents; please check and go on.</translation>
    </message>
    <message>
        <source>第 7 至 14 位不是有效的日期，请核对。</source>
        <translation>Digits 7 to 14 are no date; please check.</translation>
    </message>
    <message>
        <source>号码不符合“{kind}”的格式，请核对号码，或改选证件类型。</source>
        <translation>The number has not the form of “{kind}”: please check it, or choose another kind of document.</translation>
    </message>
    <message>
        <source>从号码看这是“{kind}”，请改选证件类型，或核对号码。</source>
        <translation>This looks like “{kind}”: please choose that kind, or check the number.</translation>
    </message>
    <message>
        <source>请选择证件类型。</source>
        <translation>Please choose the kind of document.</translation>
    </message>
    <message>
        <source>没带证件可以先登记，请尽快补录；补录之前不能判断是否重复入会。</source>
        <translation>Without a document the person can be enrolled now; please add it soon. Until then nobody can tell whether they are a member already.</translation>
    </message>
    <message>
        <source>应为 {expected} 位，现在是 {length} 位。</source>
        <translation>It has {expected} characters; there are {length} now.</translation>
    </message>
    <message>
        <source>请输入证件号码；没带证件请把证件类型改为“证件后补”。</source>
        <translation>Please type the document number; where there is none at hand choose “document later”.</translation>
    </message>
    <message>
        <source>15 位的旧身份证已停用，请使用 18 位的号码。</source>
        <translation>The old 15-digit numbers are no longer valid; please use the 18-digit one.</translation>
    </message>
    <message>
        <source>护照号码有 {length} 位，比通常的长，请核对后继续。</source>
        <translation>The passport number has {length} characters, longer than usual; please check and go on.</translation>
    </message>
    <message>
        <source>前两位 {province} 不是省级代码，请核对。</source>
        <translation>The first two digits {province} are no province; please check.</translation>
    </message>
    <message>
        <source>顺序码是 000，很少见，请核对后继续。</source>
        <translation>The sequence is 000, which is rare; please check and go on.</translation>
    </message>
    <message>
        <source>这种证件能否入会，由上级工会确认；可以先登记。</source>
        <translation>Whether this kind of document may join is for the upper union to confirm; enrol now.</translation>
    </message>
    <message>
        <source>请填写工作单位；平台从业人员可以只填平台或站点。</source>
        <translation>Please fill in the employer; platform workers may give the platform or stop only.</translation>
    </message>
    <message>
        <source>请选择就业群体。</source>
        <translation>Please choose the employment group.</translation>
    </message>
    <message>
        <source>就业群体不在区里下发的代码表中，请重新选择。</source>
        <translation>The employment group is not in the district&apos;s table; please choose again.</translation>
    </message>
    <message>
        <source>就业状况不在区里下发的代码表中，请重新选择。</source>
        <translation>The employment state is not in the district&apos;s table; please choose again.</translation>
    </message>
    <message>
        <source>入会方式不在区里下发的代码表中，请重新选择。</source>
        <translation>The way of joining is not in the district&apos;s table; please choose again.</translation>
    </message>
    <message>
        <source>姓名里有不能用于姓名的符号（{code_points}），请删去。</source>
        <translation>The name holds signs that no name has ({code_points}); please remove them.</translation>
    </message>
    <message>
        <source>请输入姓名。</source>
        <translation>Please type the name.</translation>
    </message>
    <message>
        <source>姓名只有一个字，请核对；属实可以继续。</source>
        <translation>The name has one character only: please check, and go on if it is right.</translation>
    </message>
    <message>
        <source>是不是“{suggestion}”？少数民族姓名中间用间隔号“·”。</source>
        <translation>Is it “{suggestion}”? Names of minorities have the dot “·” between their parts.</translation>
    </message>
    <message>
        <source>姓名最长 {limit} 个字，现在有 {length} 个。</source>
        <translation>A name has at most {limit} characters; there are {length} now.</translation>
    </message>
    <message>
        <source>请先让本人看过个人信息告知书，再勾选“已向本人出示或宣读，本人已知悉”。</source>
        <translation>Please show the person the notice first, then tick “Shown or read to the person, who is aware of it”.</translation>
    </message>
    <message>
        <source>填表日期晚于今天，请核对。</source>
        <translation>The form&apos;s date is later than today; please check.</translation>
    </message>
    <message>
        <source>填表时间不是有效的日期时间，请重新填写。</source>
        <translation>The form&apos;s time is no date and time; please write it again.</translation>
    </message>
    <message>
        <source>所选工会不在区里下发的名单中，请重新选择。</source>
        <translation>That union is not in the district&apos;s list; please choose again.</translation>
    </message>
    <message>
        <source>手机号只能是数字。</source>
        <translation>A phone number has digits only.</translation>
    </message>
    <message>
        <source>这是固定电话，请填写手机号。</source>
        <translation>This is a landline; please give a mobile number.</translation>
    </message>
    <message>
        <source>手机号应为 {expected} 位，现在是 {length} 位。</source>
        <translation>A mobile number has {expected} digits; there are {length} now.</translation>
    </message>
    <message>
        <source>请输入手机号。</source>
        <translation>Please type the mobile number.</translation>
    </message>
    <message>
        <source>手机号应以 13 至 19 开头，请核对。</source>
        <translation>Mobile numbers begin with 13 to 19; please check.</translation>
    </message>
    <message>
        <source>{prefix} 号段没有公开启用的记录，请与本人核对后继续。</source>
        <translation>No record of numbers that begin with {prefix} being in use; please check with the person and go on.</translation>
    </message>
    <message>
        <source>性别与证件号码不一致，证件上是“{document}”；确实不同请镇街干部写明原因。</source>
        <translation>The sex is not that of the document number, which says “{document}”; if it does differ, a clerk gives the reason.</translation>
    </message>
    <message>
        <source>请选择性别。</source>
        <translation>Please choose the sex.</translation>
    </message>
    <message>
        <source>性别与证件号码不同，已写明原因。</source>
        <translation>The sex differs from the document number; the reason is given.</translation>
    </message>
    <message>
        <source>这种证件号码里没有性别，请选择。</source>
        <translation>This kind of document does not carry the sex; please choose.</translation>
    </message>
    <message>
        <source>请本人签名。</source>
        <translation>Please have the person sign.</translation>
    </message>
    <message>
        <source>签名图太大，请清除后重签。</source>
        <translation>The signature is too large; please clear it and sign again.</translation>
    </message>
    <message>
        <source>签名图读不出来，请清除后重签。</source>
        <translation>The signature cannot be read; please clear it and sign again.</translation>
    </message>
    <message>
        <source>内容里有看不见的控制字符，请删去后重新输入。</source>
        <translation>There are invisible control characters; please remove them and type again.</translation>
    </message>
    <message>
        <source>最多 {limit} 个字，现在有 {length} 个。</source>
        <translation>At most {limit} characters; there are {length} now.</translation>
    </message>
    <message>
        <source>第 {positions} 字（{code_points}）也印不出来，请换一个字。</source>
        <translation>Character {positions} ({code_points}) cannot be printed either: use another.</translation>
    </message>
    <message>
        <source>第 {positions} 字（{code_points}）字库里没有；按原样保存。</source>
        <translation>Character {positions} ({code_points}) is in no font of ours; kept as it is.</translation>
    </message>
    <message>
        <source>第 {positions} 字（{code_points}）是待核字（老系统自造）；按原样保存。</source>
        <translation>Character {positions} ({code_points}) is private to an old system: to be verified; kept as it is.</translation>
    </message>
    <message>
        <source>第 {positions} 字（{code_points}）是待核字（老系统自造）；是不是“{suggestion}”？</source>
        <translation>Character {positions} ({code_points}) is private to an old system: to be verified; is it “{suggestion}”?</translation>
    </message>
    <message>
        <source>第 {positions} 字（{code_points}）是待核字（老系统自造），多半是“{standard}”，请核对后改。</source>
        <translation>Character {positions} ({code_points}) is to be verified (made up by an old system); most likely it is “{standard}”: check and correct it.</translation>
    </message>
</context>
<context>
    <name>offers</name>
    <message>
        <source>今天在这个点位领取物资的人，每页有小计和签名栏。</source>
        <translation>Who took goods at this site today, with a subtotal and places to sign on each page.</translation>
    </message>
    <message>
        <source>本机今天的数字；程序不知道的留空，由填报人填写。</source>
        <translation>This device&apos;s figures of today; what the program does not know is left to be written.</translation>
    </message>
    <message>
        <source>物资的账面结存和设备清单，实点数由双方填写。</source>
        <translation>Goods by the books and a list of devices; both sides write what they counted.</translation>
    </message>
    <message>
        <source>简报草稿：时间、地点、数字已填好，其余由撰稿人写。</source>
        <translation>A draft of the bulletin: time, place and figures are filled in, the rest is for the writer.</translation>
    </message>
    <message>
        <source>来宾要去的服务台，办完打勾。不选人就是不记名的卡。</source>
        <translation>The booths a visitor goes to, with boxes to tick. Without a person it is a card for anybody.</translation>
    </message>
    <message>
        <source>一项服务的排队号，每打一张加一。不记名。</source>
        <translation>A place in the line for one service, one more with each slip. No name.</translation>
    </message>
    <message>
        <source>大字告知书和逐项的单独同意，请本人勾选、签名。</source>
        <translation>The notice in large type and each consent by itself, to tick and to sign.</translation>
    </message>
    <message>
        <source>空白入会申请书，停电断网时手写用，每张有编号。</source>
        <translation>A blank application to write by hand when power or network fail; each has its number.</translation>
    </message>
    <message>
        <source>会员登记表。不选人就是空白表；套打只打内容，用在印好的表上。</source>
        <translation>The registration form. Without a person it is blank; overprint puts only the contents on a form printed before.</translation>
    </message>
    <message>
        <source>大字誓词，给领誓人用；文字由区里确定。</source>
        <translation>The oath in large type for its leader; the district decides the words.</translation>
    </message>
    <message>
        <source>仪式上的新会员代表；可以逐个选，其余手写。</source>
        <translation>Who stands for the new members at the ceremony; choose them one by one, write the rest.</translation>
    </message>
    <message>
        <source>扫码海报。没有码的，留出位置粘贴，或选一张图片。</source>
        <translation>The poster with the code to scan. Without a code there is room to glue one, or choose a picture.</translation>
    </message>
    <message>
        <source>诉求交办单，每张一个新编号。可以不选人（匿名）。</source>
        <translation>The assignment of an appeal, each with a number of its own. It may be for nobody by name.</translation>
    </message>
    <message>
        <source>查阅、复制、更正、删除个人信息的申请表。</source>
        <translation>The form to ask to see, copy, correct or delete personal information.</translation>
    </message>
    <message>
        <source>四边标尺和中央十字，用来量打印机偏了多少。</source>
        <translation>Rulers along the edges and a cross in the middle, to measure how far a printer is off.</translation>
    </message>
</context>
<context>
    <name>orders</name>
    <message>
        <source>等待打印</source>
        <translation>Waiting to print</translation>
    </message>
    <message>
        <source>正在送往打印机</source>
        <translation>Going to the printer</translation>
    </message>
    <message>
        <source>已送到打印机</source>
        <translation>Taken by the printer</translation>
    </message>
    <message>
        <source>已打印</source>
        <translation>Printed</translation>
    </message>
    <message>
        <source>已存为 PDF</source>
        <translation>Saved as PDF</translation>
    </message>
    <message>
        <source>不知道打出来没有</source>
        <translation>Not known whether it came out</translation>
    </message>
    <message>
        <source>没有打出来</source>
        <translation>It did not come out</translation>
    </message>
    <message>
        <source>已取消</source>
        <translation>Cancelled</translation>
    </message>
    <message>
        <source>程序出错，没有打</source>
        <translation>A fault of the program: not printed</translation>
    </message>
    <message>
        <source>程序在送出时中断了</source>
        <translation>the program ended while it was sent</translation>
    </message>
    <message>
        <source>打印机收下很久了，一直没有打完</source>
        <translation>the printer took it long ago and has not finished</translation>
    </message>
    <message>
        <source>送到一半断了</source>
        <translation>the line broke half-way</translation>
    </message>
    <message>
        <source>送出时程序出错了</source>
        <translation>a fault of the program while it was sent</translation>
    </message>
    <message>
        <source>没有送出</source>
        <translation>Not sent</translation>
    </message>
    <message>
        <source>{0}（{1}）</source>
        <translation>{0} ({1})</translation>
    </message>
    <message>
        <source>会自动再送</source>
        <translation>Sent again by itself</translation>
    </message>
    <message>
        <source>本人遗失</source>
        <translation>Lost by the member</translation>
    </message>
    <message>
        <source>已经损坏</source>
        <translation>Damaged</translation>
    </message>
    <message>
        <source>字迹不清</source>
        <translation>Hard to read</translation>
    </message>
    <message>
        <source>卡纸或缺纸，没打好</source>
        <translation>Paper jam or no paper</translation>
    </message>
    <message>
        <source>信息更正后重打</source>
        <translation>Amended, printed again</translation>
    </message>
    <message>
        <source>跳过，没有打</source>
        <translation>Skipped, not printed</translation>
    </message>
    <message>
        <source>已送到，没有回报</source>
        <translation>Handed over, no report back</translation>
    </message>
    <message>
        <source>临时编号换成正式编号</source>
        <translation>The provisional number became final</translation>
    </message>
</context>
<context>
    <name>printers</name>
    <message>
        <source>等待打印</source>
        <translation>waiting to be printed</translation>
    </message>
    <message>
        <source>已打印</source>
        <translation>printed</translation>
    </message>
    <message>
        <source>停住了，请到打印机前看一看</source>
        <translation>stopped: go and look at the printer</translation>
    </message>
    <message>
        <source>不会再打印</source>
        <translation>will not be printed any more</translation>
    </message>
    <message>
        <source>不知道有没有打出来，请看出纸口</source>
        <translation>nobody knows whether it came out: look at the printer</translation>
    </message>
    <message>
        <source>缺纸</source>
        <translation>out of paper</translation>
    </message>
    <message>
        <source>卡纸</source>
        <translation>paper jam</translation>
    </message>
    <message>
        <source>盖子没有关好</source>
        <translation>cover open</translation>
    </message>
    <message>
        <source>墨、碳粉或色带用完了</source>
        <translation>out of ink, toner or ribbon</translation>
    </message>
    <message>
        <source>打印机脱机或没有开机</source>
        <translation>printer offline or off</translation>
    </message>
    <message>
        <source>系统里暂停了这台打印机</source>
        <translation>paused in the system</translation>
    </message>
    <message>
        <source>打印机要用户名和密码</source>
        <translation>printer wants a name and password</translation>
    </message>
    <message>
        <source>打印机报告有故障</source>
        <translation>printer reports a fault</translation>
    </message>
    <message>
        <source>线没有插好</source>
        <translation>cable unplugged</translation>
    </message>
    <message>
        <source>打印机没有回答</source>
        <translation>printer does not answer</translation>
    </message>
    <message>
        <source>打印服务没有开</source>
        <translation>print service not running</translation>
    </message>
    <message>
        <source>系统里没有这台打印机</source>
        <translation>the system does not know it</translation>
    </message>
    <message>
        <source>别的程序占着打印机</source>
        <translation>in use by another program</translation>
    </message>
    <message>
        <source>这个系统账号不能用它</source>
        <translation>this account may not use it</translation>
    </message>
    <message>
        <source>打印机看不懂送去的内容</source>
        <translation>printer does not understand it</translation>
    </message>
    <message>
        <source>打印机现在不接收</source>
        <translation>printer takes nothing now</translation>
    </message>
    <message>
        <source>内容太大</source>
        <translation>too large</translation>
    </message>
    <message>
        <source>送到一半断了</source>
        <translation>broke off half-way</translation>
    </message>
    <message>
        <source>收下很久了，一直没有打完</source>
        <translation>taken long ago and never finished</translation>
    </message>
    <message>
        <source>已取消</source>
        <translation>cancelled</translation>
    </message>
    <message>
        <source>打印服务放弃了</source>
        <translation>given up by the print service</translation>
    </message>
    <message>
        <source>打印服务里已经没有它了</source>
        <translation>no longer known to the print service</translation>
    </message>
    <message>
        <source>{0}（{1}）</source>
        <translation>{0} ({1})</translation>
    </message>
    <message>
        <source>打印中</source>
        <translation>printing</translation>
    </message>
    <message>
        <source>比打印机的纸宽</source>
        <translation>wider than its paper</translation>
    </message>
    <message>
        <source>存为 PDF</source>
        <translation>Save as PDF</translation>
    </message>
    <message>
        <source>系统打印机</source>
        <translation>System printer</translation>
    </message>
    <message>
        <source>网络打印机（IPP）</source>
        <translation>Network printer (IPP)</translation>
    </message>
    <message>
        <source>Windows 打印机</source>
        <translation>Windows printer</translation>
    </message>
    <message>
        <source>凭条打印机</source>
        <translation>Receipt printer</translation>
    </message>
    <message>
        <source>凭条打印机（慢线，自带字库）</source>
        <translation>Receipt printer (slow line, own font)</translation>
    </message>
    <message>
        <source>随单据</source>
        <translation>As the document</translation>
    </message>
    <message>
        <source>A5 纸</source>
        <translation>A5 paper</translation>
    </message>
    <message>
        <source>A4 纸</source>
        <translation>A4 paper</translation>
    </message>
    <message>
        <source>卡片（85.6 × 53.98 毫米）</source>
        <translation>Card (85.6 × 53.98 mm)</translation>
    </message>
    <message>
        <source>80 毫米卷纸</source>
        <translation>80 mm roll</translation>
    </message>
    <message>
        <source>58 毫米卷纸</source>
        <translation>58 mm roll</translation>
    </message>
    <message>
        <source>{0}：是卷纸，打不了这种纸</source>
        <translation>{0}: a roll, too narrow for this</translation>
    </message>
    <message>
        <source>{0}：装的纸太小</source>
        <translation>{0}: its paper is too small</translation>
    </message>
    <message>
        <source>已全部送到；这台打印机不报告打完没有</source>
        <translation>all of it handed over; this printer does not report whether it printed</translation>
    </message>
    <message>
        <source>取消时已经开始打了</source>
        <translation>printing had begun when it was cancelled</translation>
    </message>
    <message>
        <source>打印机正忙着打别的</source>
        <translation>the printer is busy with another paper</translation>
    </message>
</context>
<context>
    <name>problems</name>
    <message>
        <source>程序出错了，已保存的记录都还在。</source>
        <translation>The program had a fault; everything saved is still there.</translation>
    </message>
    <message>
        <source>请再做一次；还是不行，请关闭程序重新打开，并把日志文件 fieldkit.log 交给技术人员。</source>
        <translation>Please try once more. If it happens again, close the program, open it again, and give the file fieldkit.log to a technician.</translation>
    </message>
    <message>
        <source>这个文件夹里没有本机的档案库。</source>
        <translation>There is no store of this device in that folder.</translation>
    </message>
    <message>
        <source>请确认数据文件夹没有被移走；确实是新设备，请按步骤新建。</source>
        <translation>Please make sure that the data folder was not moved; on a new device follow the steps to make one.</translation>
    </message>
    <message>
        <source>另一个 FieldKit 正开着同一个档案库。</source>
        <translation>Another FieldKit has this store open.</translation>
    </message>
    <message>
        <source>请切换到已打开的那个窗口；刚刚才关闭的，请等半分钟再试。</source>
        <translation>Please switch to its window; if it was closed just now, wait half a minute and try again.</translation>
    </message>
    <message>
        <source>本机的档案库有损坏，打不开。</source>
        <translation>This device&apos;s store is damaged and cannot be opened.</translation>
    </message>
    <message>
        <source>请不要删除任何文件，换一台设备继续工作，并把这台设备交给区里的技术人员恢复。</source>
        <translation>Please delete no file. Work on with another device, and give this one to the district&apos;s technician.</translation>
    </message>
    <message>
        <source>这个档案库是更新版本的 FieldKit 写的。</source>
        <translation>A newer FieldKit has written this store.</translation>
    </message>
    <message>
        <source>请先升级这台设备上的程序，再打开。</source>
        <translation>Please update the program on this device first.</translation>
    </message>
    <message>
        <source>磁盘满了，刚才这一步没有保存。</source>
        <translation>The disk is full; the last step was not saved.</translation>
    </message>
    <message>
        <source>屏幕上的内容都还在：请删掉一些别的文件，腾出空间，再保存一次。</source>
        <translation>Everything on the screen is still there: remove some other files to make room, then save again.</translation>
    </message>
    <message>
        <source>磁盘写不进去，刚才这一步没有保存。</source>
        <translation>The disk refuses to write; the last step was not saved.</translation>
    </message>
    <message>
        <source>屏幕上的内容都还在：请检查数据文件夹是否只读、移动硬盘是否拔掉，再保存一次。</source>
        <translation>Everything on the screen is still there: see whether the data folder is read-only or the disk was unplugged, then save again.</translation>
    </message>
    <message>
        <source>PIN 不对。</source>
        <translation>The PIN is wrong.</translation>
    </message>
    <message>
        <source>请重新输入。</source>
        <translation>Please type it again.</translation>
    </message>
    <message>
        <source>PIN 不对，还可以再试 {tries_left} 次。</source>
        <translation>The PIN is wrong; tries left: {tries_left}.</translation>
    </message>
    <message>
        <source>请看清选的是不是自己的名字，再重新输入。</source>
        <translation>Please see that it is your own name, and type it again.</translation>
    </message>
    <message>
        <source>输错的次数太多，请等 {wait_seconds} 秒再试。</source>
        <translation>Too many wrong tries: please wait {wait_seconds} seconds.</translation>
    </message>
    <message>
        <source>忘记 PIN 的，请另一位操作员登录后在设置里重新添加。</source>
        <translation>If you forgot the PIN, another operator can add you again in the settings.</translation>
    </message>
    <message>
        <source>PIN 至少要 {least} 位数字。</source>
        <translation>A PIN has at least {least} digits.</translation>
    </message>
    <message>
        <source>请重新设一个，不要用生日或连号。</source>
        <translation>Please choose another, not a birthday or a run of digits.</translation>
    </message>
    <message>
        <source>口令至少要 {least} 个字符。</source>
        <translation>A passphrase has at least {least} characters.</translation>
    </message>
    <message>
        <source>可以用几个不相关的词连在一起，又长又好记。</source>
        <translation>A few unrelated words in a row are long and easy to remember.</translation>
    </message>
    <message>
        <source>系统钥匙串打不开，本机的密钥取不出来。</source>
        <translation>The system&apos;s keyring does not open, so this device&apos;s key cannot be had.</translation>
    </message>
    <message>
        <source>请确认用的是平时的系统账号，解锁系统钥匙串后再试；记录都还在，没有丢失。</source>
        <translation>Please use the usual system account and unlock its keyring, then try again; no record is lost.</translation>
    </message>
    <message>
        <source>密钥文件 keys.json 读不出来。</source>
        <translation>The key file keys.json cannot be read.</translation>
    </message>
    <message>
        <source>现在没有人登录。</source>
        <translation>Nobody is signed in.</translation>
    </message>
    <message>
        <source>请先登录，再做一次。</source>
        <translation>Please sign in and do it again.</translation>
    </message>
    <message>
        <source>这一步要由镇街干部来做。</source>
        <translation>This is for a clerk to do.</translation>
    </message>
    <message>
        <source>请镇街干部登录后处理。</source>
        <translation>Please ask a clerk to sign in and settle this.</translation>
    </message>
    <message>
        <source>志愿者只能在 10 分钟内作废自己的记录。</source>
        <translation>A volunteer can void an own record within 10 minutes only.</translation>
    </message>
    <message>
        <source>请镇街干部登录后作废。</source>
        <translation>Please ask a clerk to sign in and void it.</translation>
    </message>
    <message>
        <source>这台设备还没有拿到活动资料，不能登记。</source>
        <translation>This device has no briefing yet, so nobody can be enrolled.</translation>
    </message>
    <message>
        <source>请在“设置”里加入区里并更新资料，再选择点位。</source>
        <translation>Join the district and get the briefing in “Settings”, then choose the site.</translation>
    </message>
    <message>
        <source>还有几处要改，没有保存。</source>
        <translation>Some things are still to correct; nothing was saved.</translation>
    </message>
    <message>
        <source>请看各栏下面的红字，改好后再保存。</source>
        <translation>Please see the red lines below the fields, correct them, and save again.</translation>
    </message>
    <message>
        <source>这位职工已经是会员，不能再次入会。</source>
        <translation>This person is a member already and cannot join again.</translation>
    </message>
    <message>
        <source>请改办会籍接转、信息更新，或者只登记服务。</source>
        <translation>Please transfer, update the details, or record services only.</translation>
    </message>
    <message>
        <source>这台设备上找不到要办的这一条。</source>
        <translation>This device does not have what was asked for.</translation>
    </message>
    <message>
        <source>请核对编号，或先上报一次以更新资料，再查一遍。</source>
        <translation>Please check the number, or sync once to be up to date, and look again.</translation>
    </message>
    <message>
        <source>“{goods}”每人一份，这位会员已经领过了（{at}，{site}）。</source>
        <translation>“{goods}” is one each, and this member has taken it ({at}, {site}).</translation>
    </message>
    <message>
        <source>请向本人说明；登记有误的，请镇街干部作废上一条。</source>
        <translation>Please explain; if it was entered by mistake, a clerk can void that one.</translation>
    </message>
    <message>
        <source>按规定，这位会员不能领“{goods}”。</source>
        <translation>By the rules this member cannot take “{goods}”.</translation>
    </message>
    <message>
        <source>请核对领取对象：新会员物资要先完成入会登记。</source>
        <translation>Please check who it is for: what is for new members needs a finished enrolment first.</translation>
    </message>
    <message>
        <source>“{goods}”不够了，本点位还剩 {left} 份。</source>
        <translation>Not enough of “{goods}”: {left} left at this site.</translation>
    </message>
    <message>
        <source>请补货并由镇街干部登记入库，或改发其他物资。</source>
        <translation>Please restock and have a clerk note it, or hand out something else.</translation>
    </message>
    <message>
        <source>这条记录早已作废。</source>
        <translation>That record was voided before.</translation>
    </message>
    <message>
        <source>不用再处理。</source>
        <translation>Nothing more to do.</translation>
    </message>
    <message>
        <source>连不上区里。</source>
        <translation>The district cannot be reached.</translation>
    </message>
    <message>
        <source>不影响登记：记录都存在本机，网络恢复后会自动上报。</source>
        <translation>Work goes on: records stay on this device and are sent by themselves when the network is back.</translation>
    </message>
    <message>
        <source>这台设备没有联网。</source>
        <translation>This device has no network.</translation>
    </message>
    <message>
        <source>不影响登记：记录都存在本机，联网后会自动上报。</source>
        <translation>Work goes on: records stay on this device and are sent by themselves when there is a network.</translation>
    </message>
    <message>
        <source>找不到区里的服务器。</source>
        <translation>The district&apos;s server cannot be found.</translation>
    </message>
    <message>
        <source>请检查网络；不影响登记，网络恢复后会自动上报。</source>
        <translation>Please check the network. Work goes on; records are sent by themselves when it is back.</translation>
    </message>
    <message>
        <source>网络通了，但区里的服务器没有开。</source>
        <translation>There is a network, but the district&apos;s server is not running.</translation>
    </message>
    <message>
        <source>不影响登记，程序会自动再试；一直这样请告诉区里的技术人员。</source>
        <translation>Work goes on and the program tries again by itself; if it stays like this, tell the district&apos;s technician.</translation>
    </message>
    <message>
        <source>网络太慢，区里没有及时答复。</source>
        <translation>The network is too slow; the district did not answer in time.</translation>
    </message>
    <message>
        <source>不影响登记，程序会自动再试；可以换个信号好的位置，或用手机热点。</source>
        <translation>Work goes on and the program tries again by itself; a place with better signal or a phone&apos;s hotspot may help.</translation>
    </message>
    <message>
        <source>上报到一半，网络断了。</source>
        <translation>The network broke off half-way.</translation>
    </message>
    <message>
        <source>已确认的不会重报，没确认的还在本机，程序会自动再试。</source>
        <translation>What is confirmed is not sent again; the rest is still here, and the program tries again by itself.</translation>
    </message>
    <message>
        <source>答复的不是区里的服务器，什么也没有发出去。</source>
        <translation>Whoever answered is not the district&apos;s server; nothing was sent.</translation>
    </message>
    <message>
        <source>请换一个网络再试；一直这样请告诉区里的技术人员。</source>
        <translation>Please try another network; if it stays like this, tell the district&apos;s technician.</translation>
    </message>
    <message>
        <source>对方的证书不是区里的，什么也没有发出去。</source>
        <translation>The certificate is not the district&apos;s; nothing was sent.</translation>
    </message>
    <message>
        <source>请换一个网络再试，不要使用要看广告或登录的公共无线网；一直这样请告诉区里的技术人员。</source>
        <translation>Please try another network, not a public one with advertising or a sign-in page; if it stays like this, tell the district&apos;s technician.</translation>
    </message>
    <message>
        <source>这台设备的时间不对，无法确认区里的身份。</source>
        <translation>This device&apos;s clock is wrong, so the district cannot be recognised.</translation>
    </message>
    <message>
        <source>请把系统日期和时间调准，再点“立即上报”。</source>
        <translation>Please set the system&apos;s date and time, then press “Sync now”.</translation>
    </message>
    <message>
        <source>答复上没有区里的签名，一条也没有算作确认。</source>
        <translation>The answer has no signature of the district; nothing counts as confirmed.</translation>
    </message>
    <message>
        <source>请换一个网络再试，并告诉区里的技术人员。</source>
        <translation>Please try another network, and tell the district&apos;s technician.</translation>
    </message>
    <message>
        <source>收到的是另一次上报的答复，一条也没有算作确认。</source>
        <translation>The answer belongs to another round; nothing counts as confirmed.</translation>
    </message>
    <message>
        <source>程序会自动再试；一直这样请换一个网络。</source>
        <translation>The program tries again by itself; if it stays like this, use another network.</translation>
    </message>
    <message>
        <source>区里没有接收这次上报（{why}）。</source>
        <translation>The district did not take this round ({why}).</translation>
    </message>
    <message>
        <source>记录都还在本机；请把括号里的代码告诉区里的技术人员。</source>
        <translation>All records are still here; please tell the code in brackets to the district&apos;s technician.</translation>
    </message>
    <message>
        <source>请停止登记，保管好设备，并联系区里；记录都还在本机。</source>
        <translation>Please stop enrolling, keep the device safe and call the district; all records are still here.</translation>
    </message>
    <message>
        <source>区里不认识这台设备。</source>
        <translation>The district does not know this device.</translation>
    </message>
    <message>
        <source>记录都还在本机；请向区里要一张新的入网票。</source>
        <translation>All records are still here; please ask the district for a new joining ticket.</translation>
    </message>
    <message>
        <source>这台设备上的程序太旧，区里已经不收它的记录。</source>
        <translation>The program on this device is too old; the district takes no more records from it.</translation>
    </message>
    <message>
        <source>请先升级程序，再点“立即上报”；记录都还在本机。</source>
        <translation>Please update the program, then press “Sync now”; all records are still here.</translation>
    </message>
    <message>
        <source>区里的服务器自己出了故障。</source>
        <translation>The district&apos;s server has a fault of its own.</translation>
    </message>
    <message>
        <source>入网票没有被接受。</source>
        <translation>The joining ticket was not accepted.</translation>
    </message>
    <message>
        <source>请向区里要一张新的入网票。</source>
        <translation>Please ask the district for a new joining ticket.</translation>
    </message>
    <message>
        <source>入网票读不出来。</source>
        <translation>The joining ticket cannot be read.</translation>
    </message>
    <message>
        <source>请整行复制，从 FK1 开始到最后一个字符，不要漏掉或换行。</source>
        <translation>Please copy the whole line, from FK1 to its last character, without breaks.</translation>
    </message>
    <message>
        <source>这张入网票已经用过。</source>
        <translation>This joining ticket was used before.</translation>
    </message>
    <message>
        <source>一张入网票只能加入一台设备，请向区里要一张新的。</source>
        <translation>A ticket joins one device only; please ask the district for a new one.</translation>
    </message>
    <message>
        <source>这张入网票已经过期。</source>
        <translation>This joining ticket has expired.</translation>
    </message>
    <message>
        <source>区里没有发过这张入网票。</source>
        <translation>The district never issued this joining ticket.</translation>
    </message>
    <message>
        <source>请核对是不是别的区的入网票，或向区里要一张新的。</source>
        <translation>Please see whether it is another district&apos;s, or ask for a new one.</translation>
    </message>
    <message>
        <source>打印机“{printer}”没有接收这张纸。</source>
        <translation>The printer “{printer}” did not take the paper.</translation>
    </message>
    <message>
        <source>请检查电源、连线和纸张，再到“打印”页重打；登记已经保存。</source>
        <translation>Please check power, cable and paper, then print again on the “Prints” page; the record itself is saved.</translation>
    </message>
    <message>
        <source>打印用的字体没有装好。</source>
        <translation>The fonts for printing are not installed.</translation>
    </message>
    <message>
        <source>请运行 ./run setup 重新安装字体，再到“打印”页重打；登记已经保存。</source>
        <translation>Please run ./run setup to install them, then print again on the “Prints” page; the record itself is saved.</translation>
    </message>
    <message>
        <source>这一类记录已经记下，不能直接作废。</source>
        <translation>Records of this kind stay and cannot be voided.</translation>
    </message>
    <message>
        <source>请再做一次正确的登记，以后一次为准；区里退回的可以在“上报”页作废。</source>
        <translation>Please record it once more as it should be: the last one counts. What the district refuses can be voided on the “Outbox” page.</translation>
    </message>
    <message>
        <source>本机的档案库里没有这位操作员。</source>
        <translation>This device&apos;s store has no such operator.</translation>
    </message>
    <message>
        <source>请另一位操作员登录，在“设置”里重新添加。</source>
        <translation>Please have another operator sign in and add them again in “Settings”.</translation>
    </message>
    <message>
        <source>这台设备还没有加入区里。</source>
        <translation>This device has not joined a district yet.</translation>
    </message>
    <message>
        <source>请在“设置”里用入网票加入；记录先存在本机。</source>
        <translation>Join with a joining ticket in “Settings”; records stay on this device until then.</translation>
    </message>
    <message>
        <source>这个编号读不出来，或不是会员卡上的编号。</source>
        <translation>That number cannot be read, or is not one of a member card.</translation>
    </message>
    <message>
        <source>请再扫一次，或照卡上的数字输入。</source>
        <translation>Please scan it again, or type the digits on the card.</translation>
    </message>
    <message>
        <source>这台设备上的程序比区里的服务器新，两边说不通。</source>
        <translation>The program on this device is newer than the district&apos;s server; they do not understand each other.</translation>
    </message>
    <message>
        <source>记录都还在本机；请告诉区里的技术人员升级服务器。</source>
        <translation>All records are still here; please ask the district&apos;s technician to update the server.</translation>
    </message>
    <message>
        <source>区里认不出这台设备的签名。</source>
        <translation>The district does not recognise this device&apos;s signature.</translation>
    </message>
    <message>
        <source>记录都还在本机；请告诉区里的技术人员，可能要重新加入。</source>
        <translation>All records are still here; please tell the district&apos;s technician: the device may have to join again.</translation>
    </message>
    <message>
        <source>这台设备早已加入区里。</source>
        <translation>This device has joined before.</translation>
    </message>
    <message>
        <source>不用再加入；要换到别的区，请新建一个数据文件夹。</source>
        <translation>No need to join again; for another district make a new data folder.</translation>
    </message>
    <message>
        <source>本机的时间可能不对。</source>
        <translation>This device&apos;s clock may be wrong.</translation>
    </message>
    <message>
        <source>请在系统里校对日期和时间。可以照常登记，记录会注明时间存疑，年龄按活动那天算。</source>
        <translation>Please check the system&apos;s date and time. You can go on: records are marked as of doubtful time, and ages are counted on the event&apos;s day.</translation>
    </message>
    <message>
        <source>区里已停用这台设备，不能再加入。</source>
        <translation>The district has revoked this device; it cannot join again.</translation>
    </message>
    <message>
        <source>区里已有一条编号相同、内容不同的记录，不能更正或作废。</source>
        <translation>The district holds another record under the same number, so this one cannot be corrected or voided.</translation>
    </message>
    <message>
        <source>口令不对。</source>
        <translation>The passphrase is wrong.</translation>
    </message>
    <message>
        <source>口令不对，还可以再试 {tries_left} 次。</source>
        <translation>The passphrase is wrong; tries left: {tries_left}.</translation>
    </message>
    <message>
        <source>忘记口令的，请另一位操作员登录后在设置里重新添加。</source>
        <translation>If you forgot the passphrase, another operator can add you again in the settings.</translation>
    </message>
    <message>
        <source>请镇街干部在“上报”页选“以新编号重报”：内容不变，换一个编号；会员卡要重打。</source>
        <translation>A clerk chooses “Tell anew” on the outbox page: same content, another number; print the card again.</translation>
    </message>
    <message>
        <source>这是本机最后一位操作员，不能移除。</source>
        <translation>This is the last operator of this device and cannot be removed.</translation>
    </message>
    <message>
        <source>请先添加另一位镇街干部，再移除这一位。</source>
        <translation>Please add another clerk first, then remove this one.</translation>
    </message>
    <message>
        <source>恢复码的位数不对，应有 {wanted} 位，现在是 {signs} 位。</source>
        <translation>The recovery code has {signs} signs; it should have {wanted}.</translation>
    </message>
    <message>
        <source>请对照纸上的恢复码，看漏了哪一组，再输入一次。</source>
        <translation>Please compare it with the paper, see which group is missing, and type it again.</translation>
    </message>
    <message>
        <source>恢复码第 {group} 组输错了。</source>
        <translation>Group {group} of the recovery code is mistyped.</translation>
    </message>
    <message>
        <source>请对照纸上的这一组，改好再试；字母 I、L 就是 1，O 就是 0。</source>
        <translation>Please compare this group with the paper and try again; I and L are read as 1, O as 0.</translation>
    </message>
    <message>
        <source>恢复码没有输错，但打不开这台设备的档案库。</source>
        <translation>The recovery code is typed right, but it does not open the store of this device.</translation>
    </message>
    <message>
        <source>请确认是这台设备的、最新的一张恢复码；没有做过恢复码的，请交给区里的技术人员。</source>
        <translation>Please make sure that it is the newest code of this device; where none was ever made, take the device to the district&apos;s technicians.</translation>
    </message>
    <message>
        <source>这份档案库是恢复或拷贝来的旧内容，已按新的一份继续，可以照常登记。</source>
        <translation>This store holds older content that was restored or copied; it goes on as a new one, and you can enrol as usual.</translation>
    </message>
    <message>
        <source>请告诉区里：旧内容之后在本机记下的，要对照纸质材料查有没有漏。</source>
        <translation>Please tell the district: what this device recorded after that must be checked against the papers.</translation>
    </message>
    <message>
        <source>备份位置写不进去，第二份没有存成。</source>
        <translation>The second place takes no writing; the second copy was not made.</translation>
    </message>
    <message>
        <source>本机的记录都在：请插好备份用的 U 盘，或换一个备份位置，程序会自动再存。</source>
        <translation>All records are on this device: please plug in the stick for copies or choose another place; the program tries again by itself.</translation>
    </message>
    <message>
        <source>区里已停用这台设备，会员名单已锁上。</source>
        <translation>The district has revoked this device; its lists of members are locked.</translation>
    </message>
    <message>
        <source>答复的是“{name}”，不是区里的服务器，什么也没有发出去。</source>
        <translation>“{name}” answered, not the district; nothing was sent.</translation>
    </message>
    <message>
        <source>请换一个网络再试，例如手机热点；“{name}”要告诉区里的技术人员。</source>
        <translation>Try another network, such as a phone&apos;s; tell the district&apos;s technicians the name “{name}”.</translation>
    </message>
    <message>
        <source>答复看不懂，不是区里的服务器发的，一条也没有算作确认。</source>
        <translation>The answer makes no sense and is not the district&apos;s; nothing counts as confirmed.</translation>
    </message>
    <message>
        <source>请换一个网络再试，例如手机热点；一直这样请告诉区里的技术人员。</source>
        <translation>Try another network, such as a phone&apos;s; if it stays so, tell the district&apos;s technicians.</translation>
    </message>
    <message>
        <source>这个网络要先登录：答复的是“{name}”的网页，不是区里的服务器。</source>
        <translation>This network wants a login first: a page of “{name}” answered, not the district.</translation>
    </message>
    <message>
        <source>请打开浏览器完成上网登录，或换一个网络，再点“立即上报”；记录都在本机。</source>
        <translation>Log in to the network with a browser, or take another network, then press “Sync now”; all records are here.</translation>
    </message>
    <message>
        <source>收到的信任名单比本机的旧，没有采用。</source>
        <translation>The trust list received is older than the one here; it was not taken.</translation>
    </message>
    <message>
        <source>不影响登记；请换一个网络再试，一直这样请告诉区里的技术人员。</source>
        <translation>Work goes on; try another network, and if it stays so, tell the district&apos;s technicians.</translation>
    </message>
    <message>
        <source>收到的信任名单编号跳得太远，没有采用。</source>
        <translation>The trust list received is too far ahead; it was not taken.</translation>
    </message>
    <message>
        <source>不影响登记；请告诉区里的技术人员：要由区里的根密钥签发。</source>
        <translation>Work goes on; tell the district&apos;s technicians: the root key must sign it.</translation>
    </message>
    <message>
        <source>记录都还在本机：请再点“立即上报”；一直这样请告诉区里的技术人员。</source>
        <translation>All records are here: press “Sync now” again; if it stays so, tell the district&apos;s technicians.</translation>
    </message>
    <message>
        <source>区里读不出这次上报的内容。</source>
        <translation>The district cannot read what was reported.</translation>
    </message>
    <message>
        <source>记录都还在本机；请告诉区里的技术人员核对两边程序的版本。</source>
        <translation>All records are here; ask the district&apos;s technicians to compare the versions of both programs.</translation>
    </message>
    <message>
        <source>这不是区里的回执文件，或已经损坏，什么也没有改动。</source>
        <translation>This is no answer of the district, or it is damaged; nothing was changed.</translation>
    </message>
    <message>
        <source>请选与包裹同名、以 .answer 结尾的文件；还是不行请区里再给一份。</source>
        <translation>Choose the file that is called like the parcel and ends in .answer; if that fails, ask the district for another.</translation>
    </message>
    <message>
        <source>区里读不出这个文件：不是给本区的包裹，或已经损坏。</source>
        <translation>The district cannot read this file: it is no parcel for this district, or it is damaged.</translation>
    </message>
    <message>
        <source>请到装包的那台设备上重新装一包；原来的记录都在那台设备里。</source>
        <translation>Make another parcel on the device it came from; all its records are still there.</translation>
    </message>
    <message>
        <source>还没有拿到区里的信任名单，不知道包裹该封给谁。</source>
        <translation>There is no trust list of the district yet, so it is not known whom to seal the parcel to.</translation>
    </message>
    <message>
        <source>请先联网上报一次，再装包；记录都在本机。</source>
        <translation>Report once by network first, then make the parcel; all records are here.</translation>
    </message>
    <message>
        <source>U 盘满了，没有装成。</source>
        <translation>The stick is full; no parcel was made.</translation>
    </message>
    <message>
        <source>请腾出空间或换一个 U 盘再装；记录都在本机，没有少。</source>
        <translation>Make room or take another stick; all records are here, none is missing.</translation>
    </message>
    <message>
        <source>U 盘写不进去，没有装成。</source>
        <translation>The stick takes no writing; no parcel was made.</translation>
    </message>
    <message>
        <source>请看看 U 盘是否拔掉、写保护，或换一个再装；记录都在本机，没有少。</source>
        <translation>See whether the stick is out or write-protected, or take another; all records are here, none is missing.</translation>
    </message>
    <message>
        <source>回执文件读不出来。</source>
        <translation>The answer file cannot be read.</translation>
    </message>
    <message>
        <source>请看看 U 盘是否拔掉，重新插好再读。</source>
        <translation>See whether the stick is out; plug it in again and read it once more.</translation>
    </message>
    <message>
        <source>回执上没有区里的签名，一条也没有算作确认。</source>
        <translation>The answer has no signature of the district; nothing counts as confirmed.</translation>
    </message>
    <message>
        <source>请区里再给一份；多半是别的区的回执，或被改动过。</source>
        <translation>Ask the district for another; most likely it is another district&apos;s answer, or it was altered.</translation>
    </message>
    <message>
        <source>这份回执不是给这台设备的，什么也没有改动。</source>
        <translation>This answer is not for this device; nothing was changed.</translation>
    </message>
    <message>
        <source>请看文件名里的点位，拿到装包的那台设备上去读。</source>
        <translation>See the site in the file&apos;s name, and read it in on the device that made the parcel.</translation>
    </message>
    <message>
        <source>包裹读不出来，或回执写不回 U 盘。</source>
        <translation>The parcel cannot be read, or the answer cannot be written to the stick.</translation>
    </message>
    <message>
        <source>请看看 U 盘是否拔掉、写保护，再送一次；重复送不会多记。</source>
        <translation>See whether the stick is out or write-protected, and carry once more; twice does no harm.</translation>
    </message>
    <message>
        <source>U 盘满了，回执没有写成。</source>
        <translation>The stick is full; the answer was not written.</translation>
    </message>
    <message>
        <source>请腾出空间，再送一次；重复送不会多记。</source>
        <translation>Make room and carry once more; twice does no harm.</translation>
    </message>
    <message>
        <source>这次上报的凭据过时了，区里没有接收。</source>
        <translation>The word of this exchange was out of date; the district did not take it.</translation>
    </message>
    <message>
        <source>区里服务器的证书已过期，或这台设备的时间快了，什么也没有发出去。</source>
        <translation>The certificate of the district&apos;s server has expired, or this device&apos;s clock is fast; nothing was sent.</translation>
    </message>
    <message>
        <source>请核对系统日期和时间；时间没有错，请告诉区里的技术人员换证书。记录都在本机。</source>
        <translation>Please check date and time; if they are right, tell the district&apos;s technician to renew the certificate. All records are here.</translation>
    </message>
    <message>
        <source>对方的证书是区里的，但不是这个地址的，什么也没有发出去。</source>
        <translation>The certificate is the district&apos;s, but not for this address; nothing was sent.</translation>
    </message>
    <message>
        <source>请告诉区里的技术人员：服务器换了地址，证书上要添上新地址。记录都在本机。</source>
        <translation>Please tell the district&apos;s technician: the server has another address, and the certificate must name it. All records are here.</translation>
    </message>
    <message>
        <source>磁盘刚才没有读出来；已重新读过，档案库是好的。</source>
        <translation>The disk just failed to read. It was read again, and the store is sound.</translation>
    </message>
    <message>
        <source>请再做一次刚才这一步。又出现请尽快上报、另存一份，并请技术人员检查磁盘。</source>
        <translation>Please do this step once more. If it comes again: report soon, save a second copy, and have the disk checked.</translation>
    </message>
    <message>
        <source>要更正或作废的那条记录，区里在同一编号下有两种内容，分不清指的是哪一种。</source>
        <translation>Under the number of the record to be corrected or voided the district holds two contents; nobody can say which is meant.</translation>
    </message>
    <message>
        <source>请把这一条作废，并把正确的内容告诉区里的技术人员。</source>
        <translation>Void this one and tell the district&apos;s engineers what is right.</translation>
    </message>
    <message>
        <source>不能再登记和打印。请保管好设备，联系区里；没有送到的记录仍可在“上报”页上报或装包。</source>
        <translation>Nothing more can be recorded or printed. Keep the device safe and contact the district; records not yet delivered can still be sent, or put into a parcel, on the “Outbox” page.</translation>
    </message>
    <message>
        <source>这台设备被区里扣留待决的内容已满，这次上报没有收下。</source>
        <translation>What the district holds back of this device has reached its limit, so it took nothing this time.</translation>
    </message>
    <message>
        <source>记录都还在本机，没有丢：请联系区里先处理扣留的内容，处理好后再点“立即上报”。</source>
        <translation>Nothing is lost, all records are still here: please ask the district office to look through what it holds of this device, then press “Sync now”.</translation>
    </message>
    <message>
        <source>区里没有接收这次上报。</source>
        <translation>The district did not take this round.</translation>
    </message>
    <message>
        <source>记录都还在本机；请再点“立即上报”，会说明原因。</source>
        <translation>All records are still here; please press “Sync now” again, it will say why.</translation>
    </message>
    <message>
        <source>记录都还在本机，没有丢：请联系区里先处理扣留的内容，再请区里把同一个包裹读一次，带回新的回执。</source>
        <translation>Nothing is lost, all records are still here: please ask the district office to look through what it holds of this device, then to read the same parcel once more, and bring back the new answer.</translation>
    </message>
    <message>
        <source>区里认不出这台设备以前的证书，没有让它加入。</source>
        <translation>The district does not recognise this device&apos;s earlier certificate and did not let it join.</translation>
    </message>
    <message>
        <source>记录都还在本机，入网票也没有作废；请告诉区里的技术人员，核对是不是原来的区。</source>
        <translation>All records are still here and the ticket is not used up; please tell the district&apos;s technician and check that it is the same district as before.</translation>
    </message>
    <message>
        <source>区里读不出这台设备的入网申请。</source>
        <translation>The district cannot read this device&apos;s request to join.</translation>
    </message>
    <message>
        <source>请告诉区里的技术人员核对两边程序的版本。</source>
        <translation>Please tell the district&apos;s technician to compare the versions of the two programs.</translation>
    </message>
    <message>
        <source>这台设备上的程序太旧，不能加入区里。</source>
        <translation>The program on this device is too old to join the district.</translation>
    </message>
    <message>
        <source>请先升级程序，再用入网票加入。</source>
        <translation>Please upgrade the program first, then join with the ticket.</translation>
    </message>
    <message>
        <source>打印机没有接收这张纸。</source>
        <translation>The printer did not take the paper.</translation>
    </message>
    <message>
        <source>请先看出纸口：已经打出来的不要再打；没有打出来的，到“打印”页重打。</source>
        <translation>Look at the printer first: do not print again what has come out; print the rest again on the Prints page.</translation>
    </message>
    <message>
        <source>打印机“{printer}”缺纸了。</source>
        <translation>Printer “{printer}” is out of paper.</translation>
    </message>
    <message>
        <source>打印机“{printer}”卡纸了。</source>
        <translation>Paper is jammed in printer “{printer}”.</translation>
    </message>
    <message>
        <source>打印机“{printer}”的盖子没有关好。</source>
        <translation>The cover of printer “{printer}” is open.</translation>
    </message>
    <message>
        <source>打印机“{printer}”的墨、碳粉或色带用完了。</source>
        <translation>Printer “{printer}” is out of ink, toner or ribbon.</translation>
    </message>
    <message>
        <source>打印机“{printer}”脱机了，或没有开机。</source>
        <translation>Printer “{printer}” is offline or switched off.</translation>
    </message>
    <message>
        <source>系统里暂停了打印机“{printer}”。</source>
        <translation>Printer “{printer}” is paused in the system.</translation>
    </message>
    <message>
        <source>打印机“{printer}”要用户名和密码才肯打印。</source>
        <translation>Printer “{printer}” wants a name and a password.</translation>
    </message>
    <message>
        <source>打印机“{printer}”报告有故障。</source>
        <translation>Printer “{printer}” reports a fault.</translation>
    </message>
    <message>
        <source>打印机“{printer}”的线没有插好。</source>
        <translation>The cable of printer “{printer}” is unplugged.</translation>
    </message>
    <message>
        <source>打印机“{printer}”没有回答。</source>
        <translation>Printer “{printer}” does not answer.</translation>
    </message>
    <message>
        <source>本机的打印服务没有开，打印机“{printer}”用不了。</source>
        <translation>The print service of this computer is not running, so printer “{printer}” cannot be used.</translation>
    </message>
    <message>
        <source>系统里找不到打印机“{printer}”。</source>
        <translation>The system knows no printer “{printer}”.</translation>
    </message>
    <message>
        <source>别的程序正占着打印机“{printer}”。</source>
        <translation>Another program is using printer “{printer}”.</translation>
    </message>
    <message>
        <source>这个系统账号不能使用打印机“{printer}”。</source>
        <translation>This system account may not use printer “{printer}”.</translation>
    </message>
    <message>
        <source>打印机“{printer}”看不懂送去的内容。</source>
        <translation>Printer “{printer}” does not understand what it was sent.</translation>
    </message>
    <message>
        <source>打印机“{printer}”现在不接收新的打印。</source>
        <translation>Printer “{printer}” takes no new papers now.</translation>
    </message>
    <message>
        <source>这份内容太大，打印机“{printer}”收不下。</source>
        <translation>This is too large for printer “{printer}”.</translation>
    </message>
    <message>
        <source>送到一半，和打印机“{printer}”的连接断了。</source>
        <translation>The connection to printer “{printer}” broke off half-way.</translation>
    </message>
    <message>
        <source>请装好纸、关上盖子。</source>
        <translation>Put paper in and close the cover.</translation>
    </message>
    <message>
        <source>请按打印机的说明取出卡住的纸。</source>
        <translation>Take the jammed paper out as the printer&apos;s manual says.</translation>
    </message>
    <message>
        <source>请把纸装好，把盖子按到底。</source>
        <translation>Put the paper in properly and press the cover shut.</translation>
    </message>
    <message>
        <source>请换上新的墨盒、碳粉或色带。</source>
        <translation>Put in a new cartridge or ribbon.</translation>
    </message>
    <message>
        <source>请检查电源和连线，按一下打印机的联机键。</source>
        <translation>Check its power and cable, and press its online button.</translation>
    </message>
    <message>
        <source>请在系统的打印机设置里恢复它。</source>
        <translation>Resume it in the system&apos;s printer settings.</translation>
    </message>
    <message>
        <source>请技术人员在系统的打印机设置里填好，或换一台打印机。</source>
        <translation>Have them set in the system&apos;s printer settings, or use another printer.</translation>
    </message>
    <message>
        <source>请看打印机上的灯和屏幕，关机再开一次。</source>
        <translation>Look at its lights and display; switch it off and on.</translation>
    </message>
    <message>
        <source>请插好打印机的线，打开电源。</source>
        <translation>Plug its cable in and switch it on.</translation>
    </message>
    <message>
        <source>请检查打印机的电源和网线，核对“设置”里它的地址。</source>
        <translation>Check its power and network cable, and its address in Settings.</translation>
    </message>
    <message>
        <source>请重新启动电脑；还是不行，请技术人员检查打印服务（CUPS）。</source>
        <translation>Restart the computer; if that does not help, have the print service (CUPS) checked.</translation>
    </message>
    <message>
        <source>请在“设置”里重新选打印机。</source>
        <translation>Choose a printer again in Settings.</translation>
    </message>
    <message>
        <source>请关掉那个程序，等几秒钟。</source>
        <translation>Close that program and wait a few seconds.</translation>
    </message>
    <message>
        <source>请技术人员把这个系统账号加进打印机的用户组（Debian 上是 lp）。</source>
        <translation>Have this system account added to the printers&apos; group (lp on Debian).</translation>
    </message>
    <message>
        <source>请在“设置”里核对它的类型：凭条机要选“凭条打印机”。</source>
        <translation>Check its type in Settings: a receipt printer must be set to “Receipt printer”.</translation>
    </message>
    <message>
        <source>请在系统的打印机设置里允许它接收。</source>
        <translation>Allow it to accept papers in the system&apos;s printer settings.</translation>
    </message>
    <message>
        <source>请分几次打印。</source>
        <translation>Print it in several parts.</translation>
    </message>
    <message>
        <source>请检查打印机的电源和连线。</source>
        <translation>Check the printer&apos;s power and cable.</translation>
    </message>
    <message>
        <source>打印机连不上，没有送出。</source>
        <translation>The printer could not be reached; nothing was sent.</translation>
    </message>
    <message>
        <source>请检查打印机的电源和连线，再到“打印”页重打；登记已经保存。</source>
        <translation>Check the printer&apos;s power and cable, then print again on the Prints page; the record is saved.</translation>
    </message>
    <message>
        <source>打印机没有准备好，没有送出。</source>
        <translation>The printer was not ready; nothing was sent.</translation>
    </message>
    <message>
        <source>请到打印机前看一看，再到“打印”页重打；登记已经保存。</source>
        <translation>Go and look at the printer, then print again on the Prints page; the record is saved.</translation>
    </message>
    <message>
        <source>打印到一半断了，不知道有没有打出来。</source>
        <translation>Printing broke off half-way; nobody knows whether it came out.</translation>
    </message>
    <message>
        <source>这张纸比打印机“{printer}”的纸宽，打不下。</source>
        <translation>This page is wider than the paper of printer “{printer}”.</translation>
    </message>
    <message>
        <source>请在“设置”里给这种单据选别的打印机，或改用卷纸的凭条。</source>
        <translation>Choose another printer for it in Settings, or use receipts for a roll.</translation>
    </message>
    <message>
        <source>卡片版式“{name}”有问题，没有打印。</source>
        <translation>The card layout “{name}” has faults; nothing was printed.</translation>
    </message>
    <message>
        <source>请在“设置”的“卡片版式”里看看是哪几处，改好或换一个版式，再打印。</source>
        <translation>Under “Settings”, “Card layout”, see which they are, mend them or take another layout, then print again.</translation>
    </message>
    <message>
        <source>程序在打印时中断了，有的纸不知道打出来没有。</source>
        <translation>The program ended while printing: of some papers it is not known whether they came out.</translation>
    </message>
    <message>
        <source>请看看打印机“{printer}”，再到“打印”页回答一下。</source>
        <translation>Please look at the printer “{printer}”, then answer on the page Printing.</translation>
    </message>
    <message>
        <source>打印机“{printer}”收下了一张纸，很久没有打完。</source>
        <translation>The printer “{printer}” took a paper and has not finished it for a long time.</translation>
    </message>
    <message>
        <source>请看看打印机，再到“打印”页回答；回答之前不会再往它送别的纸。</source>
        <translation>Please look at the printer, then answer on the page Printing; until then it is sent nothing more.</translation>
    </message>
    <message>
        <source>这张纸的情况刚刚变了，这一步没有做。</source>
        <translation>This paper stands elsewhere by now; nothing was done.</translation>
    </message>
    <message>
        <source>请看看“打印”页上现在的情况，再决定。</source>
        <translation>Please look at the page Printing, then decide.</translation>
    </message>
    <message>
        <source>这张纸已经打印过。</source>
        <translation>This paper was printed before.</translation>
    </message>
    <message>
        <source>登记表的版式文件有问题，没有打印。出错的地方：{place}。</source>
        <translation>The layout file of the registration form has a fault, nothing was printed. Where: {place}.</translation>
    </message>
    <message>
        <source>请改好数据文件夹里的 forms/member_form.toml；移走它，就用程序自带的版式。</source>
        <translation>Please mend forms/member_form.toml in the data folder; without it the program&apos;s own layout is used.</translation>
    </message>
    <message>
        <source>登记表的版式文件有问题，没有打印。</source>
        <translation>The layout file of the registration form has a fault, nothing was printed.</translation>
    </message>
    <message>
        <source>卡片版式有问题，没有打印。</source>
        <translation>The card layout has faults; nothing was printed.</translation>
    </message>
    <message>
        <source>没能从打印机“{printer}”撤回刚才那张纸。</source>
        <translation>That paper could not be called back from the printer “{printer}”.</translation>
    </message>
    <message>
        <source>它以后可能还会自己打出来：打出来的请作废，不要发给会员。</source>
        <translation>It may still come out by itself later: destroy it if it does, and give it to nobody.</translation>
    </message>
    <message>
        <source>要再打一联，请到“打印”页选中它，写明原因。会员卡也可以到“会员查询”页补打。</source>
        <translation>For another copy, choose it on the Prints page and give the reason. A card can also be replaced on the Members page.</translation>
    </message>
    <message>
        <source>打印机“{printer}”正忙着打别的。</source>
        <translation>Printer “{printer}” is busy with another paper.</translation>
    </message>
    <message>
        <source>请等它打完；这一份在“打印”页排着队，会自动再送。</source>
        <translation>Please wait until it is done; this one is in the queue on the page Prints and will be sent again by itself.</translation>
    </message>
</context>
<context>
    <name>rejections</name>
    <message>
        <source>这位职工已经是会员，不能再次入会。</source>
        <translation>This person is a member already and cannot join again.</translation>
    </message>
    <message>
        <source>会籍跟着劳动关系走：请改为会籍接转；如果是看错了人，请更正证件号码；如果登记有误，请作废。</source>
        <translation>Membership follows the job: make a transfer; if it was another person, correct the document number; if it was entered by mistake, void it.</translation>
    </message>
    <message>
        <source>这位职工已经是“{union}”的会员（编号 {serial}），不能再次入会。</source>
        <translation>This person is a member of “{union}” already (number {serial}) and cannot join again.</translation>
    </message>
    <message>
        <source>要更正或作废的那条记录，早已作废。</source>
        <translation>The record to amend or void was voided before.</translation>
    </message>
    <message>
        <source>不用再处理那条记录，请把这一条也作废。</source>
        <translation>Leave that record as it is, and void this one too.</translation>
    </message>
    <message>
        <source>区里读不出这条记录的内容。</source>
        <translation>The district cannot read the content of this record.</translation>
    </message>
    <message>
        <source>请打开更正，核对每一栏后重新保存；仍不行请告诉区里的技术人员。</source>
        <translation>Open the correction, check each field and save again; if that does not help, tell the district&apos;s technician.</translation>
    </message>
    <message>
        <source>区里已有一条编号相同、内容不同的记录。</source>
        <translation>The district has another record with the same number and other content.</translation>
    </message>
    <message>
        <source>缺少本人对“提供给上级工会”的单独同意，区里不能接收。</source>
        <translation>The separate consent to pass the data to the upper union is missing, so the district cannot take it.</translation>
    </message>
    <message>
        <source>请联系本人补上同意，再更正；本人不同意的，请作废。</source>
        <translation>Please ask the person for it and correct the record; if they do not agree, void it.</translation>
    </message>
    <message>
        <source>“{field}”一栏不符合区里的规则。</source>
        <translation>“{field}” does not meet the district&apos;s rules.</translation>
    </message>
    <message>
        <source>请打开更正，核对这一栏后重新保存。</source>
        <translation>Open the correction, check that field and save again.</translation>
    </message>
    <message>
        <source>这位会员在别的点位已经领过这种物资。</source>
        <translation>This member took the same goods at another site.</translation>
    </message>
    <message>
        <source>请与本人和另一点位核对；重复发放的，请作废这一条并收回或登记说明。</source>
        <translation>Please ask the person and the other site; if they were handed out twice, void this one and take them back or note why.</translation>
    </message>
    <message>
        <source>这条记录的“{field}”写得不合规矩，区里读不懂。</source>
        <translation>“{field}” of this record is written in a way the district cannot read.</translation>
    </message>
    <message>
        <source>请打开更正，核对这一栏后重新保存；仍不行请告诉区里的技术人员。</source>
        <translation>Open the correction, check that field and save again; if that does not help, tell the district&apos;s technician.</translation>
    </message>
    <message>
        <source>这台设备不能为这个点位或单位登记。</source>
        <translation>This device may not enter records for that site or union.</translation>
    </message>
    <message>
        <source>请核对点位；设备确实调换了点位的，请区里改设备所属的镇街后再更正。</source>
        <translation>Please check the site; if the device was moved, ask the district to change its town union, then correct the record.</translation>
    </message>
    <message>
        <source>这条记录前面少了几条，区里先不收。</source>
        <translation>Some records before this one are missing, so the district does not take it yet.</translation>
    </message>
    <message>
        <source>请先再上报一次；仍不行请告诉区里的技术人员，这台设备的档案库可能是旧备份。</source>
        <translation>Please sync once more; if that does not help, tell the district&apos;s technician: this store may be an old backup.</translation>
    </message>
    <message>
        <source>会员编号不在发给这台设备的号段里。</source>
        <translation>The serial is not from this device&apos;s block.</translation>
    </message>
    <message>
        <source>请打开更正后重新保存，程序会换一个编号；已打印的会员卡要收回重打。</source>
        <translation>Open the correction and save again: the program takes another serial. Collect the printed card and print a new one.</translation>
    </message>
    <message>
        <source>会员编号已经被别的会员用了。</source>
        <translation>The serial belongs to another member.</translation>
    </message>
    <message>
        <source>会员编号的校验位不对。</source>
        <translation>The serial&apos;s check digit is wrong.</translation>
    </message>
    <message>
        <source>这条记录太大，区里不收。</source>
        <translation>This record is too large for the district.</translation>
    </message>
    <message>
        <source>多半是签名图太大：请打开更正，清除签名后重签。</source>
        <translation>It is probably the signature: open the correction, clear it and sign again.</translation>
    </message>
    <message>
        <source>这台设备上的程序太旧，区里已经不收它的记录。</source>
        <translation>The program on this device is too old; the district takes no more records from it.</translation>
    </message>
    <message>
        <source>请先升级程序，再点“立即上报”；记录都还在这台设备上。</source>
        <translation>Please update the program, then press “Sync now”; all records are still on this device.</translation>
    </message>
    <message>
        <source>“{field}”一栏选的代码，区里的代码表中没有。</source>
        <translation>The code in “{field}” is not in the district&apos;s table.</translation>
    </message>
    <message>
        <source>请先上报一次以更新资料，再打开更正，重新选择这一栏。</source>
        <translation>Please sync once to be up to date, then open the correction and choose that field again.</translation>
    </message>
    <message>
        <source>区里没有这场活动。</source>
        <translation>The district has no such event.</translation>
    </message>
    <message>
        <source>请在设置里重新选择活动和点位，再打开更正后重新保存。</source>
        <translation>Choose event and site again in the settings, then open the correction and save again.</translation>
    </message>
    <message>
        <source>区里的物资目录中没有这种物资。</source>
        <translation>The district&apos;s list of goods does not have this one.</translation>
    </message>
    <message>
        <source>请与区里核对物资目录；登记有误的，请作废后重新发放登记。</source>
        <translation>Please compare the list with the district; if it was entered by mistake, void it and record the handing out anew.</translation>
    </message>
    <message>
        <source>区里的服务器还不认识这一类记录。</source>
        <translation>The district&apos;s server does not know this kind of record yet.</translation>
    </message>
    <message>
        <source>请告诉区里的技术人员升级服务器，之后再处理；记录不会丢失。</source>
        <translation>Please ask the district&apos;s technician to update the server and settle it afterwards; nothing is lost.</translation>
    </message>
    <message>
        <source>区里找不到这位会员。</source>
        <translation>The district cannot find this member.</translation>
    </message>
    <message>
        <source>请核对会员编号；查无此人的，请作废，再按新会员登记。</source>
        <translation>Please check the member&apos;s number; if there is nobody, void it and enrol them as new.</translation>
    </message>
    <message>
        <source>要更正或作废的那条记录，区里还没有。</source>
        <translation>The district does not have the record to amend or void yet.</translation>
    </message>
    <message>
        <source>请再上报一次；仍不行请作废这一条，重新更正。</source>
        <translation>Please sync once more; if that does not help, void this one and correct again.</translation>
    </message>
    <message>
        <source>区里没有所选的工会组织。</source>
        <translation>The district has no such union.</translation>
    </message>
    <message>
        <source>请先上报一次以更新资料，再打开更正，重新选择工会。</source>
        <translation>Please sync once to be up to date, then open the correction and choose the union again.</translation>
    </message>
    <message>
        <source>区里的服务目录中没有这项服务。</source>
        <translation>The district&apos;s list of services does not have this one.</translation>
    </message>
    <message>
        <source>请与区里核对服务目录；登记有误的，请作废后重新登记。</source>
        <translation>Please compare the list with the district; if it was entered by mistake, void it and record it anew.</translation>
    </message>
    <message>
        <source>区里没有这个点位。</source>
        <translation>The district has no such site.</translation>
    </message>
    <message>
        <source>请在设置里重新选择点位，再打开更正后重新保存。</source>
        <translation>Choose the site again in the settings, then open the correction and save again.</translation>
    </message>
    <message>
        <source>这条记录所依据的登记已经作废。</source>
        <translation>What this record is about was voided.</translation>
    </message>
    <message>
        <source>请核对后把这一条也作废。</source>
        <translation>Please check, and void this one too.</translation>
    </message>
    <message>
        <source>区里退回了这条记录（代码 {code}）。</source>
        <translation>The district refused this record (code {code}).</translation>
    </message>
    <message>
        <source>请核对后更正或作废；说不清原因的，请把这个代码告诉区里的技术人员。</source>
        <translation>Please check, then correct or void it; if the reason is unclear, tell the code to the district&apos;s technician.</translation>
    </message>
    <message>
        <source>可能有人用旧的备份恢复过这台设备，或复制过它的数据。请点“以新编号重报”，重新打印会员卡和凭条，并告诉区里的技术人员。</source>
        <translation>Perhaps this device was restored from an old backup, or its data was copied. Choose “Tell anew”, print card and receipt again, and tell the district&apos;s engineers.</translation>
    </message>
    <message>
        <source>要更正或作废的那条记录，区里在同一编号下有两种内容，分不清指的是哪一种。</source>
        <translation>Under the number of the record to be corrected or voided the district holds two contents; nobody can say which is meant.</translation>
    </message>
    <message>
        <source>可能有人复制过这台设备的数据。能点“以新编号重报”的，请重报；不能重报的，请把这一条作废，并把正确的内容告诉区里的技术人员。</source>
        <translation>Perhaps this device&apos;s data was copied. Where “Tell anew” can be chosen, choose it; else void this one and tell the district&apos;s engineers what is right.</translation>
    </message>
</context>
<context>
    <name>runs</name>
    <message>
        <source>成批打印 {0} 结束了：{1} 张卡，{2} 版。</source>
        <translation>Batch {0} is over: {1} cards on {2} sheets.</translation>
    </message>
    <message>
        <source>PDF 在文件夹 {0}，文件名以 {1} 开头。</source>
        <translation>The PDFs are in the folder {0}; their names begin with {1}.</translation>
    </message>
    <message>
        <source>{0}没有打，上面的人还可以再成批打。</source>
        <translation>{0} not printed; those people can be put in another batch.</translation>
    </message>
    <message>
        <source>{0} 张没有打：查不到本人资料，版上的位置空着。</source>
        <translation>{0} not printed: the member&apos;s record is gone, and the place on the sheet is empty.</translation>
    </message>
    <message>
        <source>从第 {0} 版接着打。</source>
        <translation>Printing goes on at sheet {0}.</translation>
    </message>
    <message>
        <source>{0}还没有送出，这次跳过不打，记入打印记录；上面的 {1} 个人仍算没有卡，可以再成批打。</source>
        <translation>{0} not sent yet: skipped, not printed, and noted in the print ledger; the {1} people on them still have no card and can be put in another batch.</translation>
    </message>
    <message>
        <source>{0}在打印机上，算作已经打好。</source>
        <translation>{0} at the printer: taken for printed.</translation>
    </message>
    <message>
        <source>{0}重新打一联，请把已经打出来的收走作废。</source>
        <translation>{0} printed once more as the next copy; take away and destroy what came out already.</translation>
    </message>
    <message>
        <source>第 {0} 版</source>
        <translation>Sheets {0}:</translation>
    </message>
</context>
<context>
    <name>strings</name>
    <message>
        <source>申请中</source>
        <translation>Applying</translation>
    </message>
    <message>
        <source>正常</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>保留会籍（退休）</source>
        <translation>Kept (retired)</translation>
    </message>
    <message>
        <source>保留会籍（失业）</source>
        <translation>Kept (unemployed)</translation>
    </message>
    <message>
        <source>保留会籍</source>
        <translation>Kept</translation>
    </message>
    <message>
        <source>转出中</source>
        <translation>Moving out</translation>
    </message>
    <message>
        <source>已转出</source>
        <translation>Moved out</translation>
    </message>
    <message>
        <source>已退会</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>自动退会</source>
        <translation>Deemed withdrawn</translation>
    </message>
    <message>
        <source>已开除</source>
        <translation>Expelled</translation>
    </message>
    <message>
        <source>已终止</source>
        <translation>Ended</translation>
    </message>
    <message>
        <source>志愿者</source>
        <translation>Volunteer</translation>
    </message>
    <message>
        <source>镇街干部</source>
        <translation>Clerk</translation>
    </message>
    <message>
        <source>会员卡</source>
        <translation>Member card</translation>
    </message>
    <message>
        <source>会员卡（整版）</source>
        <translation>Member cards (sheet)</translation>
    </message>
    <message>
        <source>领取凭条</source>
        <translation>Receipt</translation>
    </message>
    <message>
        <source>入会申请书</source>
        <translation>Application</translation>
    </message>
    <message>
        <source>入会登记</source>
        <translation>Enrol</translation>
    </message>
    <message>
        <source>会籍接转</source>
        <translation>Transfer</translation>
    </message>
    <message>
        <source>信息更新</source>
        <translation>Update</translation>
    </message>
    <message>
        <source>服务登记</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>物资发放</source>
        <translation>Goods</translation>
    </message>
    <message>
        <source>撤回同意</source>
        <translation>Withdraw consent</translation>
    </message>
    <message>
        <source>更正</source>
        <translation>Correction</translation>
    </message>
    <message>
        <source>作废</source>
        <translation>Voiding</translation>
    </message>
    <message>
        <source>正在整理待上报的记录</source>
        <translation>Packing what waits</translation>
    </message>
    <message>
        <source>正在上报</source>
        <translation>Sending</translation>
    </message>
    <message>
        <source>正在核对区里的确认</source>
        <translation>Checking the district&apos;s acknowledgements</translation>
    </message>
    <message>
        <source>正在接收区里的资料</source>
        <translation>Receiving the briefing</translation>
    </message>
    <message>
        <source>正在打印</source>
        <translation>Printing</translation>
    </message>
    <message>
        <source>男</source>
        <translation>Male</translation>
    </message>
    <message>
        <source>女</source>
        <translation>Female</translation>
    </message>
    <message>
        <source>未说明</source>
        <translation>Not stated</translation>
    </message>
    <message>
        <source>居民身份证</source>
        <translation>Resident identity card</translation>
    </message>
    <message>
        <source>港澳台居民居住证</source>
        <translation>Residence permit (HK, Macau, Taiwan)</translation>
    </message>
    <message>
        <source>外国人永久居留身份证</source>
        <translation>Foreign permanent resident card</translation>
    </message>
    <message>
        <source>外国人永久居留身份证（2017 版）</source>
        <translation>Foreign permanent resident card (2017)</translation>
    </message>
    <message>
        <source>港澳居民来往内地通行证</source>
        <translation>Mainland pass (HK, Macau)</translation>
    </message>
    <message>
        <source>台湾居民来往大陆通行证</source>
        <translation>Mainland pass (Taiwan)</translation>
    </message>
    <message>
        <source>护照</source>
        <translation>Passport</translation>
    </message>
    <message>
        <source>证件后补</source>
        <translation>Document later</translation>
    </message>
    <message>
        <source>证件类型</source>
        <translation>Document</translation>
    </message>
    <message>
        <source>证件号码</source>
        <translation>Document number</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>打印用字</source>
        <translation>Print as</translation>
    </message>
    <message>
        <source>性别</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>性别不同的原因</source>
        <translation>Reason for another sex</translation>
    </message>
    <message>
        <source>出生日期</source>
        <translation>Birth date</translation>
    </message>
    <message>
        <source>手机号</source>
        <translation>Mobile number</translation>
    </message>
    <message>
        <source>就业群体</source>
        <translation>Employment group</translation>
    </message>
    <message>
        <source>就业状况</source>
        <translation>Employment state</translation>
    </message>
    <message>
        <source>工作单位</source>
        <translation>Employer</translation>
    </message>
    <message>
        <source>平台或站点</source>
        <translation>Platform or stop</translation>
    </message>
    <message>
        <source>所属工会</source>
        <translation>Union</translation>
    </message>
    <message>
        <source>入会渠道</source>
        <translation>Channel</translation>
    </message>
    <message>
        <source>入会方式</source>
        <translation>Way of joining</translation>
    </message>
    <message>
        <source>介绍人</source>
        <translation>Introduced by</translation>
    </message>
    <message>
        <source>单独同意</source>
        <translation>Separate consents</translation>
    </message>
    <message>
        <source>个人信息告知书</source>
        <translation>Notice on personal information</translation>
    </message>
    <message>
        <source>签名</source>
        <translation>Signature</translation>
    </message>
    <message>
        <source>会员编号</source>
        <translation>Serial</translation>
    </message>
    <message>
        <source>临时编号</source>
        <translation>Provisional number</translation>
    </message>
    <message>
        <source>服务项目</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>物资</source>
        <translation>Goods</translation>
    </message>
    <message>
        <source>数量</source>
        <translation>Quantity</translation>
    </message>
    <message>
        <source>人次</source>
        <translation>Number of people</translation>
    </message>
    <message>
        <source>代领人</source>
        <translation>Collected by</translation>
    </message>
    <message>
        <source>点位</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>台位</source>
        <translation>Booth</translation>
    </message>
    <message>
        <source>活动</source>
        <translation>Event</translation>
    </message>
    <message>
        <source>操作员</source>
        <translation>Operators</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>填表时间</source>
        <translation>Filled in at</translation>
    </message>
    <message>
        <source>会员</source>
        <translation>Member</translation>
    </message>
    <message>
        <source>原记录</source>
        <translation>Earlier record</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>zh_CN</source>
        <comment>The language&apos;s own tag: write en for English</comment>
        <translation>en</translation>
    </message>
    <message>
        <source>{0}年{1}月{2}日</source>
        <translation>{0}-{1}-{2}</translation>
    </message>
    <message>
        <source>{0}月{1}日 {2}</source>
        <translation>{0}-{1} {2}</translation>
    </message>
    <message>
        <source>会员登记表</source>
        <translation>Member registration form</translation>
    </message>
    <message>
        <source>服务路线卡</source>
        <translation>Route card</translation>
    </message>
    <message>
        <source>排队号票</source>
        <translation>Number slip</translation>
    </message>
    <message>
        <source>领取签收表</source>
        <translation>Signed issue list</translation>
    </message>
    <message>
        <source>日终统计表</source>
        <translation>Day-end table</translation>
    </message>
    <message>
        <source>物资设备交接单</source>
        <translation>Custody slip</translation>
    </message>
    <message>
        <source>活动简报</source>
        <translation>Event bulletin</translation>
    </message>
    <message>
        <source>入会誓词</source>
        <translation>Oath</translation>
    </message>
    <message>
        <source>新会员代表名单</source>
        <translation>List of representatives</translation>
    </message>
    <message>
        <source>扫码海报</source>
        <translation>QR poster</translation>
    </message>
    <message>
        <source>诉求交办单</source>
        <translation>Appeal assignment</translation>
    </message>
    <message>
        <source>个人信息权利申请表</source>
        <translation>Personal-information request</translation>
    </message>
    <message>
        <source>标尺页</source>
        <translation>Ruler page</translation>
    </message>
    <message>
        <source>{0}年{1}</source>
        <translation>{1} {0}</translation>
    </message>
</context>
</TS>
