<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>Label, train, see and correct: the SSD object detector (Liu et al., 2016) in one offline window. Nothing you open leaves this machine.</source>
        <translation>라벨링, 학습, 확인, 수정까지: SSD 객체 검출기(Liu et al., 2016)를 오프라인 창 하나에서 다룹니다. 여는 파일은 이 컴퓨터를 벗어나지 않습니다.</translation>
    </message>
    <message>
        <source>SSD Desktop is free software under the MIT licence.</source>
        <translation>SSD Desktop은 MIT 라이선스를 따르는 자유 소프트웨어입니다.</translation>
    </message>
    <message>
        <source>It uses Qt through PySide6 under the GNU Lesser General Public License, version 3. Qt is installed as separate libraries that you may replace with your own build of them; its source is at {address}.</source>
        <translation>PySide6를 통해 GNU 약소 일반 공중 사용 허가서(LGPL) 버전 3에 따라 Qt를 사용합니다. Qt는 별도의 라이브러리로 설치되므로 직접 빌드한 것으로 교체할 수 있습니다. Qt 소스는 {address}에서 받을 수 있습니다.</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>구성 요소</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>버전</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>소유자</translation>
    </message>
</context>
<context>
    <name>AboutDialog</name>
    <message>
        <source>About SSD Desktop</source>
        <translation>SSD Desktop 정보</translation>
    </message>
    <message>
        <source>About</source>
        <translation>정보</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>고지 사항</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Open Picture or Video...</source>
        <translation>이미지 또는 동영상 열기(&amp;O)...</translation>
    </message>
    <message>
        <source>Open a picture or a video file</source>
        <translation>이미지 또는 동영상 파일을 엽니다</translation>
    </message>
    <message>
        <source>Open &amp;Folder...</source>
        <translation>폴더 열기(&amp;F)...</translation>
    </message>
    <message>
        <source>Open a folder of pictures</source>
        <translation>이미지가 있는 폴더를 엽니다</translation>
    </message>
    <message>
        <source>Open Stream &amp;Address...</source>
        <translation>스트림 주소 열기(&amp;A)...</translation>
    </message>
    <message>
        <source>Open a camera on the network by its http or rtsp address</source>
        <translation>네트워크 카메라를 http 또는 rtsp 주소로 엽니다</translation>
    </message>
    <message>
        <source>&amp;Previous Picture</source>
        <translation>이전 이미지(&amp;P)</translation>
    </message>
    <message>
        <source>Go to the previous picture of the folder</source>
        <translation>폴더의 이전 이미지로 이동합니다</translation>
    </message>
    <message>
        <source>&amp;Next Picture</source>
        <translation>다음 이미지(&amp;N)</translation>
    </message>
    <message>
        <source>Go to the next picture of the folder</source>
        <translation>폴더의 다음 이미지로 이동합니다</translation>
    </message>
    <message>
        <source>Next &amp;Unlabelled Picture</source>
        <translation>라벨 없는 다음 이미지(&amp;U)</translation>
    </message>
    <message>
        <source>Go to the next picture of the list that nobody has labelled</source>
        <translation>목록에서 아직 라벨이 없는 다음 이미지로 이동합니다</translation>
    </message>
    <message>
        <source>&amp;Save Picture with Detections...</source>
        <translation>검출 결과가 그려진 이미지 저장(&amp;S)...</translation>
    </message>
    <message>
        <source>Write the picture in its full size with the boxes that are shown</source>
        <translation>화면에 보이는 박스를 그려 이미지를 원본 크기로 저장합니다</translation>
    </message>
    <message>
        <source>&amp;Copy Picture with Detections</source>
        <translation>검출 결과가 그려진 이미지 복사(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the picture in its full size with the boxes that are shown</source>
        <translation>화면에 보이는 박스를 그려 이미지를 원본 크기로 복사합니다</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>종료(&amp;Q)</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>창을 닫습니다</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>확대(&amp;I)</translation>
    </message>
    <message>
        <source>Show the picture larger</source>
        <translation>이미지를 더 크게 표시합니다</translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation>축소(&amp;O)</translation>
    </message>
    <message>
        <source>Show the picture smaller</source>
        <translation>이미지를 더 작게 표시합니다</translation>
    </message>
    <message>
        <source>&amp;Fit to Window</source>
        <translation>창에 맞추기(&amp;F)</translation>
    </message>
    <message>
        <source>Show the whole picture</source>
        <translation>이미지 전체를 표시합니다</translation>
    </message>
    <message>
        <source>&amp;Actual Size</source>
        <translation>실제 크기(&amp;A)</translation>
    </message>
    <message>
        <source>Show one pixel of the picture on one pixel of the screen</source>
        <translation>이미지의 픽셀 하나를 화면의 픽셀 하나로 표시합니다</translation>
    </message>
    <message>
        <source>As the &amp;Network Sees It</source>
        <translation>네트워크 입력 그대로 보기(&amp;N)</translation>
    </message>
    <message>
        <source>Squeeze the picture into the square that the network gets</source>
        <translation>이미지를 네트워크에 입력되는 정사각형에 맞춰 줄입니다</translation>
    </message>
    <message>
        <source>Show &amp;Detections</source>
        <translation>검출 표시(&amp;D)</translation>
    </message>
    <message>
        <source>Draw what the detector found</source>
        <translation>검출기가 찾은 객체를 그립니다</translation>
    </message>
    <message>
        <source>Show &amp;Ground Truth</source>
        <translation>정답 표시(&amp;G)</translation>
    </message>
    <message>
        <source>Draw the boxes of the annotation file beside the picture</source>
        <translation>이미지와 함께 있는 어노테이션 파일의 박스를 그립니다</translation>
    </message>
    <message>
        <source>F&amp;ull Screen</source>
        <translation>전체 화면(&amp;U)</translation>
    </message>
    <message>
        <source>Use the whole screen</source>
        <translation>화면 전체를 사용합니다</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>시스템 설정(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>밝게(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>어둡게(&amp;D)</translation>
    </message>
    <message>
        <source>Colours of the window</source>
        <translation>창의 색상입니다</translation>
    </message>
    <message>
        <source>Language of the window, from the next start on</source>
        <translation>창의 언어이며, 다음 시작부터 적용됩니다</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>재생(&amp;P)</translation>
    </message>
    <message>
        <source>Play or pause the video or camera</source>
        <translation>동영상이나 카메라를 재생하거나 일시 정지합니다</translation>
    </message>
    <message>
        <source>Frame &amp;Back</source>
        <translation>이전 프레임(&amp;B)</translation>
    </message>
    <message>
        <source>Go one frame back</source>
        <translation>이전 프레임으로 이동합니다</translation>
    </message>
    <message>
        <source>Frame &amp;Forward</source>
        <translation>다음 프레임(&amp;F)</translation>
    </message>
    <message>
        <source>Go one frame on</source>
        <translation>다음 프레임으로 이동합니다</translation>
    </message>
    <message>
        <source>&amp;Second Back</source>
        <translation>1초 뒤로(&amp;S)</translation>
    </message>
    <message>
        <source>Go one second back</source>
        <translation>1초 전으로 이동합니다</translation>
    </message>
    <message>
        <source>S&amp;econd Forward</source>
        <translation>1초 앞으로(&amp;E)</translation>
    </message>
    <message>
        <source>Go one second on</source>
        <translation>1초 후로 이동합니다</translation>
    </message>
    <message>
        <source>To the S&amp;tart</source>
        <translation>처음으로(&amp;T)</translation>
    </message>
    <message>
        <source>Go to the first frame</source>
        <translation>첫 프레임으로 이동합니다</translation>
    </message>
    <message>
        <source>To the E&amp;nd</source>
        <translation>끝으로(&amp;N)</translation>
    </message>
    <message>
        <source>Go to the last frame</source>
        <translation>마지막 프레임으로 이동합니다</translation>
    </message>
    <message>
        <source>&amp;Detect</source>
        <translation>검출(&amp;D)</translation>
    </message>
    <message>
        <source>Run the detector on what is opened</source>
        <translation>열려 있는 대상에 검출기를 실행합니다</translation>
    </message>
    <message>
        <source>&amp;Open Checkpoint...</source>
        <translation>체크포인트 열기(&amp;O)...</translation>
    </message>
    <message>
        <source>Use a detector from a checkpoint file</source>
        <translation>체크포인트 파일의 검출기를 사용합니다</translation>
    </message>
    <message>
        <source>&amp;Models...</source>
        <translation>모델(&amp;M)...</translation>
    </message>
    <message>
        <source>Choose, download or import a detector, and see its card</source>
        <translation>검출기를 고르거나 내려받거나 가져오고, 그 정보를 봅니다</translation>
    </message>
    <message>
        <source>Model &amp;Information</source>
        <translation>모델 정보(&amp;I)</translation>
    </message>
    <message>
        <source>Show what the detector finds and how it was made</source>
        <translation>검출기가 찾는 클래스와 만들어진 과정을 표시합니다</translation>
    </message>
    <message>
        <source>&amp;Fine-tune...</source>
        <translation>미세 조정(&amp;F)...</translation>
    </message>
    <message>
        <source>Train a detector on your own labelled pictures</source>
        <translation>직접 라벨링한 이미지로 검출기를 학습합니다</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>키보드 단축키(&amp;K)</translation>
    </message>
    <message>
        <source>List every key of the window, search and change them</source>
        <translation>이 창의 모든 단축키를 보고, 찾고, 바꿉니다</translation>
    </message>
    <message>
        <source>Copy &amp;Diagnostics</source>
        <translation>진단 정보 복사(&amp;D)</translation>
    </message>
    <message>
        <source>Copy versions, devices and the last log lines, for a bug report</source>
        <translation>버그 신고에 필요한 버전, 장치, 최근 로그를 복사합니다</translation>
    </message>
    <message>
        <source>Open &amp;Log Folder</source>
        <translation>로그 폴더 열기(&amp;L)</translation>
    </message>
    <message>
        <source>Show the folder with the log file</source>
        <translation>로그 파일이 있는 폴더를 표시합니다</translation>
    </message>
    <message>
        <source>&amp;About SSD Desktop</source>
        <translation>SSD Desktop 정보(&amp;A)</translation>
    </message>
    <message>
        <source>Version and licences</source>
        <translation>버전과 라이선스를 표시합니다</translation>
    </message>
</context>
<context>
    <name>AdvancedSettings</name>
    <message>
        <source>Learning</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>For batches of 32; scaled with the batch size</source>
        <translation>배치 32장 기준이며 배치 크기에 맞춰 조정됩니다</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>스케줄</translation>
    </message>
    <message>
        <source>How the learning rate falls to the end</source>
        <translation>학습률이 끝까지 줄어드는 방식</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>코사인</translation>
    </message>
    <message>
        <source>Steps, at 2/3 and 5/6</source>
        <translation>단계식, 2/3과 5/6 지점</translation>
    </message>
    <message>
        <source>Warm-up steps</source>
        <translation>워밍업 단계</translation>
    </message>
    <message>
        <source>Steps in which the learning rate rises; at most a tenth of the training</source>
        <translation>학습률이 올라가는 단계 수, 최대 전체 학습의 10분의 1</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>가중치 감쇠</translation>
    </message>
    <message>
        <source>How strongly weights are pulled to zero</source>
        <translation>가중치를 0으로 당기는 세기</translation>
    </message>
    <message>
        <source>Rate of the base</source>
        <translation>기반의 학습률 비</translation>
    </message>
    <message>
        <source>Learning rate of the base against that of the layers after it</source>
        <translation>기반 네트워크의 학습률을 그 뒤 층의 학습률에 대한 비율로 정합니다</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>모멘텀</translation>
    </message>
    <message>
        <source>Share of the last step that the next one goes on with</source>
        <translation>다음 단계가 이어받는 이전 단계의 비율</translation>
    </message>
    <message>
        <source>Gradient limit</source>
        <translation>기울기 한도</translation>
    </message>
    <message>
        <source>Largest norm of the gradients; a sane start has 50 to 110, 0 sets no limit</source>
        <translation>기울기 노름의 최댓값입니다. 정상적인 시작은 50~110이고, 0은 한도가 없습니다</translation>
    </message>
    <message>
        <source>None</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Length and result</source>
        <translation>길이와 결과</translation>
    </message>
    <message>
        <source>Measure every</source>
        <translation>측정 간격</translation>
    </message>
    <message>
        <source>Epochs between two measurements on the validation images; 0 measures only at the end</source>
        <translation>검증 이미지 측정 사이의 에폭 수, 0이면 끝에만 측정합니다</translation>
    </message>
    <message>
        <source>At the end</source>
        <translation>끝에만</translation>
    </message>
    <message>
        <source>Stop when stalled</source>
        <translation>정체 시 종료</translation>
    </message>
    <message>
        <source>Measurements without a better AP after which the training ends; 0 never ends it early</source>
        <translation>AP가 나아지지 않은 측정이 이 횟수만큼 이어지면 학습을 끝냅니다. 0이면 일찍 끝내지 않습니다</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>안 함</translation>
    </message>
    <message>
        <source>Average of weights</source>
        <translation>가중치 평균</translation>
    </message>
    <message>
        <source>Decay of the moving average that is measured and saved, such as 0.999; 0 saves the last weights</source>
        <translation>측정하고 저장할 이동 평균의 감쇠(예: 0.999), 0이면 마지막 가중치를 저장합니다</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>끔</translation>
    </message>
    <message>
        <source>TensorBoard files</source>
        <translation>TensorBoard 파일</translation>
    </message>
    <message>
        <source>The run folder also gets files for TensorBoard</source>
        <translation>실행 폴더에 TensorBoard용 파일도 기록합니다</translation>
    </message>
    <message>
        <source>Variation of the images</source>
        <translation>이미지 변형</translation>
    </message>
    <message>
        <source>Vary the images</source>
        <translation>이미지 변형</translation>
    </message>
    <message>
        <source>Crops, zoom, mirror and colours, as in the paper</source>
        <translation>논문과 같은 자르기, 축소, 좌우 반전, 색 변화</translation>
    </message>
    <message>
        <source>Mosaic</source>
        <translation>모자이크</translation>
    </message>
    <message>
        <source>Probability that four images are shown in one</source>
        <translation>이미지 네 장을 한 장에 보여 줄 확률</translation>
    </message>
    <message>
        <source>Blend</source>
        <translation>혼합</translation>
    </message>
    <message>
        <source>Probability that two images are blended</source>
        <translation>이미지 두 장을 섞을 확률</translation>
    </message>
    <message>
        <source>Vary the size</source>
        <translation>크기 변화</translation>
    </message>
    <message>
        <source>Share by which the input side varies from step to step; 0 keeps it</source>
        <translation>단계마다 입력 한 변이 달라지는 비율, 0이면 그대로 둡니다</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>객체</translation>
    </message>
    <message>
        <source>Train on difficult objects</source>
        <translation>어려운 객체도 학습</translation>
    </message>
    <message>
        <source>Objects marked difficult are learned; else they count neither as object nor as background</source>
        <translation>어려움으로 표시된 객체를 학습합니다. 끄면 객체로도 배경으로도 세지 않습니다</translation>
    </message>
    <message>
        <source>Balance of classes</source>
        <translation>클래스 균형</translation>
    </message>
    <message>
        <source>How far rare classes are shown more often: 0 every image equally, 1 every class</source>
        <translation>드문 클래스를 더 자주 보여 주는 정도: 0은 모든 이미지를 똑같이, 1은 모든 클래스를 똑같이</translation>
    </message>
    <message>
        <source>Tiles</source>
        <translation>타일</translation>
    </message>
    <message>
        <source>Large images with small objects are cut into overlapping tiles; each costs as much as an image</source>
        <translation>작은 객체가 있는 큰 이미지를 겹치는 타일로 나눕니다. 타일 하나는 이미지 한 장만큼의 시간이 듭니다</translation>
    </message>
    <message>
        <source>Where they are worth it</source>
        <translation>도움이 될 때만</translation>
    </message>
    <message>
        <source>On</source>
        <translation>켬</translation>
    </message>
    <message>
        <source>Classes that are kept</source>
        <translation>유지하는 클래스</translation>
    </message>
    <message>
        <source>Share of old images</source>
        <translation>이전 이미지의 비율</translation>
    </message>
    <message>
        <source>Of each batch, where images of the old classes are given</source>
        <translation>이전 클래스의 이미지가 있을 때 각 배치에서 차지하는 비율</translation>
    </message>
    <message>
        <source>Label what is missing</source>
        <translation>빠진 라벨 채우기</translation>
    </message>
    <message>
        <source>What the start detector finds of its classes counts as labels where the data has none of them</source>
        <translation>데이터에 해당 클래스의 라벨이 없으면 시작 검출기가 찾은 것을 라벨로 삼습니다</translation>
    </message>
    <message>
        <source>Object from score</source>
        <translation>객체로 보는 점수</translation>
    </message>
    <message>
        <source>Such a detection is trained on as object</source>
        <translation>이 점수 이상의 검출은 객체로 학습합니다</translation>
    </message>
    <message>
        <source>Ignored from score</source>
        <translation>무시하는 점수</translation>
    </message>
    <message>
        <source>From here up to an object a detection is neither object nor background</source>
        <translation>이 점수부터 객체 점수까지의 검출은 객체도 배경도 아닙니다</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>라벨 스무딩</translation>
    </message>
    <message>
        <source>Share of each target probability that is spread over all classes</source>
        <translation>각 목표 확률에서 모든 클래스에 나누어 주는 비율</translation>
    </message>
    <message>
        <source>Focal exponent</source>
        <translation>포컬 지수</translation>
    </message>
    <message>
        <source>Above 0: the focal loss over all default boxes in place of hard negative mining</source>
        <translation>0보다 크면 어려운 음성 선별 대신 모든 기본 박스에 포컬 손실을 씁니다</translation>
    </message>
    <message>
        <source>Weight of places</source>
        <translation>위치 가중치</translation>
    </message>
    <message>
        <source>Of the localisation loss against the confidence loss</source>
        <translation>신뢰도 손실에 대한 위치 손실의 가중치</translation>
    </message>
    <message>
        <source>Hard negatives</source>
        <translation>어려운 음성</translation>
    </message>
    <message>
        <source>Kept for each default box that learns an object</source>
        <translation>객체를 학습하는 기본 박스 하나당 남기는 수</translation>
    </message>
    <message>
        <source>Negatives of background</source>
        <translation>배경의 음성</translation>
    </message>
    <message>
        <source>Kept of an image without objects</source>
        <translation>객체가 없는 이미지에서 남기는 수</translation>
    </message>
    <message>
        <source>Match from IoU</source>
        <translation>매칭 IoU</translation>
    </message>
    <message>
        <source>A default box learns an object from here up</source>
        <translation>IoU가 이 값 이상이면 기본 박스가 객체를 학습합니다</translation>
    </message>
    <message>
        <source>Background below IoU</source>
        <translation>배경 IoU</translation>
    </message>
    <message>
        <source>A default box is background below it; up to a match it is ignored</source>
        <translation>이 값보다 작으면 배경이고, 매칭 IoU까지는 무시합니다</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>컴퓨터</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>Decides start values, order and augmentation; the same seed repeats a training</source>
        <translation>시작값, 순서, 증강을 정합니다. 같은 시드는 같은 학습을 되풀이합니다</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>정밀도</translation>
    </message>
    <message>
        <source>Numbers the network computes with; automatic takes bfloat16 where it is fast</source>
        <translation>네트워크가 계산에 쓰는 수. 자동은 bfloat16이 빠른 곳에서 그것을 씁니다</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>자동</translation>
    </message>
    <message>
        <source>Loading threads</source>
        <translation>읽기 스레드</translation>
    </message>
    <message>
        <source>Threads that load and vary images</source>
        <translation>이미지를 읽고 변형하는 스레드 수</translation>
    </message>
    <message>
        <source>Images at once</source>
        <translation>한 번에 처리할 이미지</translation>
    </message>
    <message>
        <source>Of a batch, through the network; fewer need less memory and change nothing</source>
        <translation>배치 중 네트워크에 한 번에 들어가는 이미지 수입니다. 적을수록 메모리를 덜 쓰며 결과는 같습니다</translation>
    </message>
    <message>
        <source>Kept views</source>
        <translation>보관할 모습</translation>
    </message>
    <message>
        <source>Augmented views of an image whose frozen features are computed once; 0 keeps none</source>
        <translation>고정된 층의 특징을 한 번만 계산하는 증강된 모습의 수입니다. 0이면 보관하지 않습니다</translation>
    </message>
    <message>
        <source>Room for kept views</source>
        <translation>보관한 모습의 용량</translation>
    </message>
    <message>
        <source>Memory and disk that kept views may take</source>
        <translation>보관한 모습이 쓸 수 있는 메모리와 디스크</translation>
    </message>
</context>
<context>
    <name>AnnotateController</name>
    <message>
        <source>Draw Box</source>
        <translation>박스 그리기</translation>
    </message>
    <message>
        <source>Resize Box</source>
        <translation>박스 크기 조절</translation>
    </message>
    <message>
        <source>Move Box</source>
        <translation>박스 이동</translation>
    </message>
    <message>
        <source>Move {count} Boxes</source>
        <translation>박스 {count}개 이동</translation>
    </message>
    <message>
        <source>Delete Box</source>
        <translation>박스 삭제</translation>
    </message>
    <message>
        <source>Delete {count} Boxes</source>
        <translation>박스 {count}개 삭제</translation>
    </message>
    <message>
        <source>Change Class to {label}</source>
        <translation>클래스 변경: {label}</translation>
    </message>
    <message>
        <source>Next box: {label}</source>
        <translation>다음 박스: {label}</translation>
    </message>
</context>
<context>
    <name>AnnotationsOverlay</name>
    <message>
        <source>ignored</source>
        <translation>무시</translation>
    </message>
    <message>
        <source>difficult</source>
        <translation>어려움</translation>
    </message>
</context>
<context>
    <name>BoxDrawingControls</name>
    <message>
        <source>Else the cell is the one you click in the picture</source>
        <translation>끄면 이미지에서 클릭한 셀을 보여 줍니다</translation>
    </message>
    <message>
        <source>Grid of cells</source>
        <translation>셀 격자</translation>
    </message>
    <message>
        <source>Centres</source>
        <translation>중심</translation>
    </message>
    <message>
        <source>All boxes</source>
        <translation>모든 박스</translation>
    </message>
    <message>
        <source>Boxes of one cell</source>
        <translation>한 셀의 박스</translation>
    </message>
    <message>
        <source>Follow the mouse</source>
        <translation>마우스 따라가기</translation>
    </message>
    <message>
        <source>Only with IoU from</source>
        <translation>IoU 이상만</translation>
    </message>
    <message>
        <source>Only boxes that overlap the chosen object by at least this</source>
        <translation>선택한 객체와 이만큼 이상 겹치는 박스만 보여 줍니다</translation>
    </message>
    <message>
        <source>Least IoU with the chosen object</source>
        <translation>선택한 객체와의 최소 IoU</translation>
    </message>
    <message>
        <source>Only</source>
        <translation>모양</translation>
    </message>
</context>
<context>
    <name>BoxPropertiesController</name>
    <message>
        <source>The picture has boxes; delete them first.</source>
        <translation>이미지에 박스가 있습니다. 먼저 삭제하세요.</translation>
    </message>
    <message>
        <source>Change Note</source>
        <translation>메모 변경</translation>
    </message>
</context>
<context>
    <name>BoxPropertiesPanel</name>
    <message>
        <source>Note about this picture</source>
        <translation>이 이미지에 대한 메모</translation>
    </message>
    <message>
        <source>Selected boxes</source>
        <translation>선택한 박스</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>확인함</translation>
    </message>
    <message>
        <source>Checked: No Objects</source>
        <translation>확인함: 객체 없음</translation>
    </message>
    <message>
        <source>A note needs a labelled picture</source>
        <translation>메모는 라벨이 있는 이미지에만 쓸 수 있습니다</translation>
    </message>
    <message>
        <source>Difficult</source>
        <translation>어려움</translation>
    </message>
    <message>
        <source>Truncated</source>
        <translation>잘림</translation>
    </message>
    <message>
        <source>Occluded</source>
        <translation>가려짐</translation>
    </message>
    <message>
        <source>Ignored</source>
        <translation>무시</translation>
    </message>
    <message>
        <source>Somebody has looked at the picture and found its boxes right</source>
        <translation>누군가 이미지를 보고 박스가 맞다고 확인했습니다</translation>
    </message>
    <message>
        <source>Saves that there is nothing to label here: the picture is trained on as background</source>
        <translation>라벨링할 것이 없다고 저장합니다. 이 이미지는 배경으로 학습됩니다</translation>
    </message>
    <message>
        <source>Hard to recognise even for people</source>
        <translation>사람도 알아보기 어렵습니다</translation>
    </message>
    <message>
        <source>The object goes on beyond the picture</source>
        <translation>객체가 이미지 밖으로 이어집니다</translation>
    </message>
    <message>
        <source>Something covers a part of the object</source>
        <translation>객체의 일부가 가려져 있습니다</translation>
    </message>
    <message>
        <source>Neither object nor background: not trained on</source>
        <translation>객체도 배경도 아니며 학습에 쓰지 않습니다</translation>
    </message>
    <message>
        <source>No box is selected.</source>
        <translation>선택한 박스가 없습니다.</translation>
    </message>
    <message>
        <source>{count} boxes</source>
        <translation>박스 {count}개</translation>
    </message>
    <message>
        <source>Nothing that can be labelled is shown.</source>
        <translation>라벨링할 수 있는 것이 표시되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>Not labelled yet.</source>
        <translation>아직 라벨이 없습니다.</translation>
    </message>
    <message>
        <source>No box in this frame.</source>
        <translation>이 프레임에는 박스가 없습니다.</translation>
    </message>
    <message>
        <source>Checked: there is no object in it.</source>
        <translation>확인함: 객체가 없습니다.</translation>
    </message>
    <message>
        <source>1 box</source>
        <translation>박스 1개</translation>
    </message>
    <message>
        <source>The tracks of a video have no place for what is grey here.</source>
        <translation>동영상의 트랙에는 여기서 회색인 항목을 저장할 곳이 없습니다.</translation>
    </message>
    <message>
        <source>{kind} files have no place for what is grey here; convert the data to Pascal VOC to keep it.</source>
        <translation>{kind} 파일에는 여기 회색으로 표시된 것을 저장할 곳이 없습니다. 보존하려면 데이터를 Pascal VOC로 변환하세요.</translation>
    </message>
</context>
<context>
    <name>ClassBars</name>
    <message>
        <source>AP50 of the classes</source>
        <translation>클래스별 AP50</translation>
    </message>
</context>
<context>
    <name>ClassErrorsModel</name>
    <message>
        <source>Class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>객체</translation>
    </message>
    <message>
        <source>AP50 %</source>
        <translation>AP50 %</translation>
    </message>
    <message>
        <source>Precision %</source>
        <translation>정밀도 %</translation>
    </message>
    <message>
        <source>Recall %</source>
        <translation>재현율 %</translation>
    </message>
    <message>
        <source>All</source>
        <translation>전체</translation>
    </message>
</context>
<context>
    <name>ClassList</name>
    <message>
        <source>Classes to train on</source>
        <translation>학습할 클래스</translation>
    </message>
    <message>
        <source>Names with commas between them; objects of other classes are left out, the order numbers them</source>
        <translation>이름을 쉼표로 구분합니다. 다른 클래스의 객체는 제외되고, 순서가 번호가 됩니다</translation>
    </message>
    <message>
        <source>From File...</source>
        <translation>파일에서...</translation>
    </message>
    <message>
        <source>A text file with one name a line</source>
        <translation>한 줄에 이름 하나씩 있는 텍스트 파일</translation>
    </message>
    <message>
        <source>All: {names}</source>
        <translation>모두: {names}</translation>
    </message>
    <message>
        <source>All classes of the data</source>
        <translation>데이터의 모든 클래스</translation>
    </message>
    <message>
        <source>Class List</source>
        <translation>클래스 목록</translation>
    </message>
    <message>
        <source>Class lists (*.txt *.names);;All files (*)</source>
        <translation>클래스 목록 (*.txt *.names);;모든 파일 (*)</translation>
    </message>
</context>
<context>
    <name>ClassQuestions</name>
    <message>
        <source>Rename Class</source>
        <translation>클래스 이름 바꾸기</translation>
    </message>
    <message>
        <source>New name of &quot;{name}&quot;:</source>
        <translation>&quot;{name}&quot;의 새 이름:</translation>
    </message>
    <message>
        <source>Merge &quot;{name}&quot; into:</source>
        <translation>&quot;{name}&quot;을(를) 합칠 클래스:</translation>
    </message>
    <message>
        <source>Merge Classes</source>
        <translation>클래스 합치기</translation>
    </message>
    <message>
        <source>Add Classes</source>
        <translation>클래스 추가</translation>
    </message>
    <message>
        <source>Names of new classes, one a line:</source>
        <translation>새 클래스의 이름, 한 줄에 하나씩:</translation>
    </message>
    <message>
        <source>Import Classes</source>
        <translation>클래스 가져오기</translation>
    </message>
    <message>
        <source>Class lists (*.txt *.names *.yaml *.yml)</source>
        <translation>클래스 목록 (*.txt *.names *.yaml *.yml)</translation>
    </message>
    <message>
        <source>Colour of &quot;{name}&quot;</source>
        <translation>&quot;{name}&quot;의 색</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>이름 바꾸기(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Merge</source>
        <translation>합치기(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>삭제(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Change</source>
        <translation>변경(&amp;C)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Rename &quot;{name}&quot; to &quot;{to}&quot; in {boxes} of {files}?</source>
        <translation>&quot;{name}&quot;의 이름을 &quot;{to}&quot;(으)로 바꿀까요? ({files}의 {boxes})</translation>
    </message>
    <message>
        <source>Merge &quot;{name}&quot; into &quot;{to}&quot;: {boxes} of {files}?</source>
        <translation>&quot;{name}&quot;을(를) &quot;{to}&quot;에 합칠까요? ({files}의 {boxes})</translation>
    </message>
    <message>
        <source>Delete &quot;{name}&quot; and its {boxes} in {files}?</source>
        <translation>&quot;{name}&quot;와(과) {files}에 있는 {boxes}를 삭제할까요?</translation>
    </message>
    <message>
        <source>Delete &quot;{name}&quot;? It has no boxes.</source>
        <translation>&quot;{name}&quot;을(를) 삭제할까요? 박스가 없습니다.</translation>
    </message>
    <message>
        <source>Change the class list?</source>
        <translation>클래스 목록을 변경할까요?</translation>
    </message>
    <message>
        <source>Files to be changed: {count}. If one of them cannot be written, all stay as they are.</source>
        <translation>바꿀 파일: {count}개. 하나라도 쓸 수 없으면 모두 그대로 둡니다.</translation>
    </message>
    <message>
        <source>Pictures that lose their last box: {count}. They then count as pictures without objects.</source>
        <translation>이미지 {count}장에서 마지막 박스가 없어집니다. 이 이미지들은 객체가 없는 것으로 저장됩니다.</translation>
    </message>
    <message>
        <source>Label files whose class numbers change together with the class list: {count}.</source>
        <translation>라벨 파일 {count}개의 클래스 번호가 클래스 목록과 함께 바뀝니다.</translation>
    </message>
    <message>
        <source>Files that cannot be read and stay as they are: {count} ({names})</source>
        <translation>파일 {count}개는 읽을 수 없어 그대로 둡니다({names})</translation>
    </message>
    <message>
        <source>It can be taken back in the Classes panel while the folder is open. Edits of boxes made before can no longer be undone then.</source>
        <translation>폴더가 열려 있는 동안 클래스 패널에서 되돌릴 수 있습니다. 그 전에 한 박스 편집은 더 이상 실행 취소할 수 없습니다.</translation>
    </message>
    <message>
        <source>1 box</source>
        <translation>박스 1개</translation>
    </message>
    <message>
        <source>{count} boxes</source>
        <translation>박스 {count}개</translation>
    </message>
    <message>
        <source>1 file</source>
        <translation>파일 1개</translation>
    </message>
    <message>
        <source>{count} files</source>
        <translation>파일 {count}개</translation>
    </message>
</context>
<context>
    <name>ClassTable</name>
    <message>
        <source>Images and boxes of each class</source>
        <translation>클래스별 이미지와 박스</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>박스</translation>
    </message>
    <message>
        <source>Boxes to measure on</source>
        <translation>측정용 박스</translation>
    </message>
</context>
<context>
    <name>ClassesController</name>
    <message>
        <source>Classes added from {name}: {new}; there already: {old}.</source>
        <translation>{name}에서 추가한 클래스: {new}개, 이미 있던 클래스: {old}개.</translation>
    </message>
    <message>
        <source>Next box: {label}</source>
        <translation>다음 박스: {label}</translation>
    </message>
    <message>
        <source>Writing the annotation files.</source>
        <translation>어노테이션 파일을 쓰는 중입니다.</translation>
    </message>
    <message>
        <source>No class yet. Draw a box on a frame that stands still.</source>
        <translation>아직 클래스가 없습니다. 멈춰 있는 프레임에 박스를 그리세요.</translation>
    </message>
</context>
<context>
    <name>ClassesModel</name>
    <message>
        <source>Class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>박스</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>이미지</translation>
    </message>
</context>
<context>
    <name>ClassesPanel</name>
    <message>
        <source>No class yet. Draw a box, add a class or import a list.</source>
        <translation>아직 클래스가 없습니다. 박스를 그리거나, 클래스를 추가하거나, 목록을 가져오세요.</translation>
    </message>
    <message>
        <source>Open a folder of pictures to label them.</source>
        <translation>라벨링할 이미지 폴더를 여세요.</translation>
    </message>
    <message>
        <source>&amp;Add...</source>
        <translation>추가(&amp;A)...</translation>
    </message>
    <message>
        <source>Add classes, one name a line</source>
        <translation>클래스를 한 줄에 하나씩 추가합니다</translation>
    </message>
    <message>
        <source>&amp;Rename...</source>
        <translation>이름 바꾸기(&amp;R)...</translation>
    </message>
    <message>
        <source>Give the class another name in every file</source>
        <translation>모든 파일에서 클래스의 이름을 바꿉니다</translation>
    </message>
    <message>
        <source>&amp;Merge Into...</source>
        <translation>합치기(&amp;M)...</translation>
    </message>
    <message>
        <source>Give all its boxes to another class</source>
        <translation>모든 박스를 다른 클래스로 옮깁니다</translation>
    </message>
    <message>
        <source>&amp;Delete...</source>
        <translation>삭제(&amp;D)...</translation>
    </message>
    <message>
        <source>Take the class away with its boxes</source>
        <translation>클래스를 박스와 함께 없앱니다</translation>
    </message>
    <message>
        <source>Move &amp;Up</source>
        <translation>위로(&amp;U)</translation>
    </message>
    <message>
        <source>Put the class one place up</source>
        <translation>클래스를 한 칸 위로 옮깁니다</translation>
    </message>
    <message>
        <source>Move D&amp;own</source>
        <translation>아래로(&amp;O)</translation>
    </message>
    <message>
        <source>Put the class one place down</source>
        <translation>클래스를 한 칸 아래로 옮깁니다</translation>
    </message>
    <message>
        <source>&amp;Colour...</source>
        <translation>색(&amp;C)...</translation>
    </message>
    <message>
        <source>Choose the colour of its boxes</source>
        <translation>박스의 색을 고릅니다</translation>
    </message>
    <message>
        <source>&amp;Import List...</source>
        <translation>목록 가져오기(&amp;I)...</translation>
    </message>
    <message>
        <source>Add the classes of a text file, one a line, or of a data.yaml</source>
        <translation>한 줄에 하나씩 적은 텍스트 파일이나 data.yaml의 클래스를 추가합니다</translation>
    </message>
    <message>
        <source>Give all files back what they had before it</source>
        <translation>모든 파일을 변경 전으로 되돌립니다</translation>
    </message>
    <message>
        <source>Undo &amp;Last Change of Classes</source>
        <translation>마지막 클래스 변경 되돌리기(&amp;L)</translation>
    </message>
    <message>
        <source>Filter classes</source>
        <translation>클래스 거르기</translation>
    </message>
    <message>
        <source>Filter classes by name</source>
        <translation>이름으로 클래스 거르기</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
</context>
<context>
    <name>CompareRunsDialog</name>
    <message>
        <source>Compare Runs</source>
        <translation>학습 실행 비교</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>그래프와 수치</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Trained or measured on other labels: the AP of these runs does not compare.</source>
        <translation>서로 다른 라벨로 학습하거나 측정하여 이 실행들의 AP는 비교할 수 없습니다.</translation>
    </message>
    <message>
        <source>AP50 of the classes at the best step, %, and what the second run gained</source>
        <translation>최고 단계의 클래스별 AP50, %, 두 번째 실행의 증가분</translation>
    </message>
    <message>
        <source>AP50 of the classes at the best step, %</source>
        <translation>최고 단계의 클래스별 AP50, %</translation>
    </message>
    <message>
        <source>Settings that differ</source>
        <translation>다른 설정</translation>
    </message>
    <message>
        <source>No setting differs.</source>
        <translation>다른 설정이 없습니다.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Best AP50 %</source>
        <translation>최고 AP50 %</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>라벨</translation>
    </message>
    <message>
        <source>Compared runs</source>
        <translation>비교한 실행</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>no</source>
        <translation>아니요</translation>
    </message>
</context>
<context>
    <name>ConfusionTable</name>
    <message>
        <source>Confusion matrix</source>
        <translation>혼동 행렬</translation>
    </message>
    <message>
        <source>(background)</source>
        <translation>(배경)</translation>
    </message>
    <message>
        <source>{actual} detected as {detected}: {count} ({share} % of the row)</source>
        <translation>{actual}을(를) {detected}(으)로 검출: {count} (행의 {share} %)</translation>
    </message>
</context>
<context>
    <name>CostsModel</name>
    <message>
        <source>Object</source>
        <translation>객체</translation>
    </message>
    <message>
        <source>What is labelled; the background are the mined negatives</source>
        <translation>라벨링된 것. 배경은 선별된 음성입니다</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>비율</translation>
    </message>
    <message>
        <source>Of the loss of the picture</source>
        <translation>이 이미지의 손실에서 차지하는 비율</translation>
    </message>
    <message>
        <source>L_conf</source>
        <translation>L_conf</translation>
    </message>
    <message>
        <source>Sum of the confidence losses of its positives, before the division by N</source>
        <translation>양성의 신뢰도 손실 합(N으로 나누기 전)</translation>
    </message>
    <message>
        <source>L_loc</source>
        <translation>L_loc</translation>
    </message>
    <message>
        <source>Sum of the localisation losses of its positives, before the division by N</source>
        <translation>양성의 위치 손실 합(N으로 나누기 전)</translation>
    </message>
    <message>
        <source>background</source>
        <translation>배경</translation>
    </message>
</context>
<context>
    <name>CountTab</name>
    <message>
        <source>Objects of each class</source>
        <translation>클래스별 객체</translation>
    </message>
    <message>
        <source>Pictures by status</source>
        <translation>상태별 이미지</translation>
    </message>
    <message>
        <source>{name}: {objects} objects in {images} pictures</source>
        <translation>{name}: 이미지 {images}장에 객체 {objects}개</translation>
    </message>
    <message>
        <source>{count}  ({percent} %)</source>
        <translation>{count}  ({percent} %)</translation>
    </message>
    <message>
        <source>{boxes} boxes: {images} pictures</source>
        <translation>박스 {boxes}개: 이미지 {images}장</translation>
    </message>
    <message>
        <source>Labelled pictures by their number of boxes</source>
        <translation>박스 개수별 라벨이 있는 이미지</translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message>
        <source>1 picture</source>
        <translation>이미지 1장</translation>
    </message>
    <message>
        <source>{count} pictures</source>
        <translation>이미지 {count}장</translation>
    </message>
    <message>
        <source>1 image</source>
        <translation>이미지 1장</translation>
    </message>
    <message>
        <source>{count} images</source>
        <translation>이미지 {count}장</translation>
    </message>
    <message>
        <source>1 object</source>
        <translation>객체 1개</translation>
    </message>
    <message>
        <source>{count} objects</source>
        <translation>객체 {count}개</translation>
    </message>
    <message>
        <source>1 class</source>
        <translation>클래스 1개</translation>
    </message>
    <message>
        <source>{count} classes</source>
        <translation>클래스 {count}개</translation>
    </message>
</context>
<context>
    <name>DataSection</name>
    <message>
        <source>Data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>Choose a data folder.</source>
        <translation>데이터 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>Choose a folder that can be trained on.</source>
        <translation>학습할 수 있는 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>문제</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>데이터 폴더</translation>
    </message>
    <message>
        <source>A folder of images with their annotations; drop one here</source>
        <translation>이미지와 어노테이션이 있는 폴더를 여기에 끌어다 놓으세요</translation>
    </message>
    <message>
        <source>&amp;Browse...</source>
        <translation>찾아보기(&amp;B)...</translation>
    </message>
    <message>
        <source>Images to train on</source>
        <translation>학습에 사용할 이미지</translation>
    </message>
    <message>
        <source>Images to measure on</source>
        <translation>측정에 사용할 이미지</translation>
    </message>
    <message>
        <source>No folder chosen yet.</source>
        <translation>아직 선택한 폴더가 없습니다.</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>&amp;Measure on</source>
        <translation>측정에 사용(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>폴더(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Train on</source>
        <translation>학습에 사용(&amp;T)</translation>
    </message>
    <message>
        <source>The data folder is being looked through.</source>
        <translation>데이터 폴더를 확인하고 있습니다.</translation>
    </message>
    <message>
        <source>Looking through the folder...</source>
        <translation>폴더를 확인하는 중...</translation>
    </message>
    <message>
        <source>All images</source>
        <translation>모든 이미지</translation>
    </message>
    <message>
        <source>Hold back a share of them</source>
        <translation>일부를 떼어 둠</translation>
    </message>
    <message>
        <source>Images of another folder</source>
        <translation>다른 폴더의 이미지</translation>
    </message>
    <message>
        <source>Nothing: the training is not measured</source>
        <translation>없음: 학습 결과를 측정하지 않음</translation>
    </message>
    <message>
        <source>{name} ({images} images)</source>
        <translation>{name} (이미지 {images}장)</translation>
    </message>
    <message>
        <source>Problems ({count})</source>
        <translation>문제 ({count})</translation>
    </message>
    <message>
        <source>Images: {images}, boxes: {boxes}, classes: {classes}.</source>
        <translation>이미지 {images}장, 박스 {boxes}개, 클래스 {classes}개입니다.</translation>
    </message>
    <message>
        <source>Measured on {count} images.</source>
        <translation>이미지 {count}장으로 측정합니다.</translation>
    </message>
    <message>
        <source>Images without objects, trained as background: {count}.</source>
        <translation>객체가 없는 이미지 {count}장은 배경으로 학습합니다.</translation>
    </message>
    <message>
        <source>Images without an annotation file, left out: {count}.</source>
        <translation>어노테이션 파일이 없는 이미지 {count}장은 제외합니다.</translation>
    </message>
    <message>
        <source>Images that cannot be read, left out: {count}.</source>
        <translation>읽을 수 없는 이미지 {count}장은 제외합니다.</translation>
    </message>
    <message>
        <source>The labels are kept in {folder}.</source>
        <translation>라벨은 {folder}에 보관됩니다.</translation>
    </message>
</context>
<context>
    <name>DecodingControls</name>
    <message>
        <source>Step back</source>
        <translation>한 단계 뒤로</translation>
    </message>
    <message>
        <source>Play the decoding</source>
        <translation>디코딩 재생</translation>
    </message>
    <message>
        <source>Step forward</source>
        <translation>한 단계 앞으로</translation>
    </message>
    <message>
        <source>Step {number} of {count}. {what}</source>
        <translation>{count}단계 중 {number}단계. {what}</translation>
    </message>
    <message>
        <source>Pause the decoding</source>
        <translation>디코딩 일시 정지</translation>
    </message>
    <message>
        <source>Decoding</source>
        <translation>디코딩</translation>
    </message>
</context>
<context>
    <name>DetectController</name>
    <message>
        <source>There is no shipped detector; choose Model &gt; Open Checkpoint or train one with Train &gt; Fine-tune.</source>
        <translation>기본 제공 검출기가 없습니다. 모델 &gt; 체크포인트 열기에서 선택하거나 학습 &gt; 미세 조정에서 직접 학습하세요.</translation>
    </message>
    <message>
        <source>Loading {name}...</source>
        <translation>{name} 불러오는 중...</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>모델 없음</translation>
    </message>
    <message>
        <source>plan {plan}</source>
        <translation>플랜 {plan}</translation>
    </message>
    <message>
        <source>tiles of {side} px</source>
        <translation>타일 {side} px</translation>
    </message>
    <message>
        <source>Open Checkpoint</source>
        <translation>체크포인트 열기</translation>
    </message>
    <message>
        <source>Checkpoints and weights ({patterns});;All files (*)</source>
        <translation>체크포인트와 가중치 ({patterns});;모든 파일 (*)</translation>
    </message>
    <message>
        <source>None in this installation</source>
        <translation>설치된 검출기 없음</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>자동</translation>
    </message>
</context>
<context>
    <name>DetectFilesController</name>
    <message>
        <source>The detection in files stops; what it has written to {folder} stays, and it can go on later.</source>
        <translation>파일에서 검출이 멈춥니다. {folder}에 쓴 결과는 남고 나중에 이어서 할 수 있습니다.</translation>
    </message>
    <message>
        <source>Detecting in {name}...</source>
        <translation>{name}에서 검출하는 중...</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Detect in Files</source>
        <translation>파일에서 검출</translation>
    </message>
    <message>
        <source>{first} And failures: {more}.</source>
        <translation>{first} 그 밖의 실패: {more}건.</translation>
    </message>
    <message>
        <source>Pictures: {pictures}, objects: {objects}, passed over: {passed}. Saved in {folder}.</source>
        <translation>이미지 {pictures}장, 객체 {objects}개, 건너뜀 {passed}장. {folder}에 저장했습니다.</translation>
    </message>
    <message>
        <source>Stopped. Pictures: {pictures}, objects: {objects}, passed over: {passed}. Saved in {folder}.</source>
        <translation>중지했습니다. 이미지 {pictures}장, 객체 {objects}개, 건너뜀 {passed}장. {folder}에 저장했습니다.</translation>
    </message>
</context>
<context>
    <name>DetectFilesDialog</name>
    <message>
        <source>Detect in Files</source>
        <translation>파일에서 검출</translation>
    </message>
    <message>
        <source>Pictures or video</source>
        <translation>이미지 또는 동영상</translation>
    </message>
    <message>
        <source>Folder for the results</source>
        <translation>결과 폴더</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>점수</translation>
    </message>
    <message>
        <source>&amp;Go on with an earlier run in this folder</source>
        <translation>이 폴더의 이전 작업 이어 하기(&amp;G)</translation>
    </message>
    <message>
        <source>Detector: {name}</source>
        <translation>검출기: {name}</translation>
    </message>
    <message>
        <source>&amp;Pictures with boxes</source>
        <translation>박스를 그린 이미지(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Video with boxes (MP4)</source>
        <translation>박스를 그린 동영상(MP4)(&amp;V)</translation>
    </message>
    <message>
        <source>Pascal VO&amp;C labels</source>
        <translation>Pascal VOC 라벨(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;YOLO labels</source>
        <translation>YOLO 라벨(&amp;Y)</translation>
    </message>
    <message>
        <source>C&amp;OCO file</source>
        <translation>COCO 파일(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Table (CSV)</source>
        <translation>표(CSV)(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Detect in</source>
        <translation>검출 대상(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Score from</source>
        <translation>최소 점수(&amp;S)</translation>
    </message>
    <message>
        <source>Save &amp;in</source>
        <translation>저장할 곳(&amp;I)</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장 항목</translation>
    </message>
    <message>
        <source>D&amp;etect</source>
        <translation>검출(&amp;E)</translation>
    </message>
    <message>
        <source>Fo&amp;lder...</source>
        <translation>폴더(&amp;L)...</translation>
    </message>
    <message>
        <source>&amp;JSON, one file per picture</source>
        <translation>JSON, 이미지마다 한 파일(&amp;J)</translation>
    </message>
    <message>
        <source>&amp;File...</source>
        <translation>파일(&amp;F)...</translation>
    </message>
    <message>
        <source>&amp;Browse...</source>
        <translation>찾아보기(&amp;B)...</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Picture or Video</source>
        <translation>이미지 또는 동영상</translation>
    </message>
    <message>
        <source>Folder for the Results</source>
        <translation>결과 폴더</translation>
    </message>
    <message>
        <source>The folder is made when it is not there; your pictures are never changed.</source>
        <translation>폴더가 없으면 만듭니다. 원본 이미지는 절대 바뀌지 않습니다.</translation>
    </message>
    <message>
        <source>A run in this folder ended early. Pictures that it has done: {done}.</source>
        <translation>이 폴더의 작업이 도중에 끝났습니다. 끝낸 이미지: {done}장.</translation>
    </message>
    <message>
        <source>There are files in this folder. Pictures that are done can be passed over.</source>
        <translation>이 폴더에 파일이 있습니다. 이미 끝난 이미지는 건너뛸 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>DetectionDetails</name>
    <message>
        <source>Class scores of this default box</source>
        <translation>이 기본 박스의 클래스별 점수</translation>
    </message>
    <message>
        <source>Default box</source>
        <translation>기본 박스</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>점수</translation>
    </message>
    <message>
        <source>IoU</source>
        <translation>IoU</translation>
    </message>
    <message>
        <source>Rivals</source>
        <translation>경쟁 검출</translation>
    </message>
    <message>
        <source>It suppressed nothing.</source>
        <translation>억제한 검출이 없습니다.</translation>
    </message>
    <message>
        <source>Number {place} of {shown} detections; number {rank} of {candidates} candidates of its class.</source>
        <translation>검출 {shown}개 중 {place}번째, 같은 클래스 후보 {candidates}개 중 {rank}번째입니다.</translation>
    </message>
    <message>
        <source>The network predicts how far the default box moves, in its widths and heights divided by {centre:g}, and the logarithm of how much it grows, divided by {size:g}.</source>
        <translation>네트워크는 기본 박스가 이동하는 거리(박스의 너비와 높이 단위, {centre:g}(으)로 나눈 값)와 커지는 비율의 로그({size:g}(으)로 나눈 값)를 예측합니다.</translation>
    </message>
    <message>
        <source>Feature map</source>
        <translation>특징 맵</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>셀</translation>
    </message>
    <message>
        <source>Rows and columns are counted from 0.</source>
        <translation>행과 열은 0부터 셉니다.</translation>
    </message>
    <message>
        <source>Offsets</source>
        <translation>오프셋</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>중심</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>moves by {dx}, {dy} px</source>
        <translation>{dx}, {dy} px 이동</translation>
    </message>
    <message>
        <source>width × {across}, height × {down}</source>
        <translation>너비 × {across}, 높이 × {down}</translation>
    </message>
    <message>
        <source>{count} others</source>
        <translation>그 외 {count}개</translation>
    </message>
    <message>
        <source>Rivals that it suppressed: {count}</source>
        <translation>억제한 경쟁 검출: {count}개</translation>
    </message>
    <message>
        <source>From default box to detection</source>
        <translation>기본 박스에서 검출까지</translation>
    </message>
</context>
<context>
    <name>DetectionsModel</name>
    <message>
        <source>Class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>점수</translation>
    </message>
    <message>
        <source>Size, px</source>
        <translation>크기(px)</translation>
    </message>
</context>
<context>
    <name>Docks</name>
    <message>
        <source>Float or dock this panel</source>
        <translation>이 패널을 떼어 내거나 붙입니다</translation>
    </message>
    <message>
        <source>Close this panel</source>
        <translation>이 패널을 닫습니다</translation>
    </message>
</context>
<context>
    <name>EditActions</name>
    <message>
        <source>&amp;Undo {step}</source>
        <translation>{step} 실행 취소(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo {step}</source>
        <translation>{step} 다시 실행(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>실행 취소(&amp;U)</translation>
    </message>
    <message>
        <source>Take the last edit back, on whatever picture</source>
        <translation>어느 이미지에서든 마지막 편집을 취소합니다</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>다시 실행(&amp;R)</translation>
    </message>
    <message>
        <source>Make the edit again that was taken back</source>
        <translation>취소한 편집을 다시 실행합니다</translation>
    </message>
    <message>
        <source>&amp;Save Labels</source>
        <translation>라벨 저장(&amp;S)</translation>
    </message>
    <message>
        <source>Write all labels that are not in their files yet</source>
        <translation>아직 파일에 없는 라벨을 모두 저장합니다</translation>
    </message>
    <message>
        <source>Save &amp;Automatically</source>
        <translation>자동 저장(&amp;A)</translation>
    </message>
    <message>
        <source>Write labels to their files as soon as they change</source>
        <translation>라벨이 바뀌는 즉시 파일에 저장합니다</translation>
    </message>
    <message>
        <source>&amp;Edit Boxes</source>
        <translation>박스 편집(&amp;E)</translation>
    </message>
    <message>
        <source>Select, move and resize boxes with the mouse; the middle button moves the picture</source>
        <translation>마우스로 박스를 선택하고 옮기고 크기를 조절합니다. 가운데 버튼으로는 이미지를 옮깁니다</translation>
    </message>
    <message>
        <source>&amp;Draw Box</source>
        <translation>박스 그리기(&amp;D)</translation>
    </message>
    <message>
        <source>Draw one box with the mouse</source>
        <translation>마우스로 박스를 하나 그립니다</translation>
    </message>
    <message>
        <source>Draw &amp;Many Boxes</source>
        <translation>박스 여러 개 그리기(&amp;M)</translation>
    </message>
    <message>
        <source>Draw box after box, until Escape</source>
        <translation>Esc 키를 누를 때까지 박스를 계속 그립니다</translation>
    </message>
    <message>
        <source>&amp;Keep the Class</source>
        <translation>클래스 유지(&amp;K)</translation>
    </message>
    <message>
        <source>Give every new box the class of the last one without asking</source>
        <translation>새 박스에 묻지 않고 마지막 클래스를 지정합니다</translation>
    </message>
    <message>
        <source>S&amp;nap to the Border</source>
        <translation>가장자리에 맞추기(&amp;N)</translation>
    </message>
    <message>
        <source>Let edges jump to the border of the picture when they are near; Alt does the opposite</source>
        <translation>박스의 변이 이미지 가장자리에 가까우면 가장자리에 맞춥니다. Alt 키를 누르면 반대로 동작합니다</translation>
    </message>
    <message>
        <source>&amp;Copy Boxes</source>
        <translation>박스 복사(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the selected boxes</source>
        <translation>선택한 박스를 복사합니다</translation>
    </message>
    <message>
        <source>&amp;Paste Boxes</source>
        <translation>박스 붙여넣기(&amp;P)</translation>
    </message>
    <message>
        <source>Add the copied boxes to this picture</source>
        <translation>복사한 박스를 이 이미지에 추가합니다</translation>
    </message>
    <message>
        <source>Paste Boxes o&amp;f Previous Picture</source>
        <translation>이전 이미지의 박스 붙여넣기(&amp;F)</translation>
    </message>
    <message>
        <source>Add all boxes of the picture before this one</source>
        <translation>바로 앞 이미지의 박스를 모두 추가합니다</translation>
    </message>
    <message>
        <source>Dup&amp;licate Boxes</source>
        <translation>박스 복제(&amp;L)</translation>
    </message>
    <message>
        <source>Add copies of the selected boxes beside them</source>
        <translation>선택한 박스의 사본을 그 옆에 추가합니다</translation>
    </message>
    <message>
        <source>Dele&amp;te Boxes</source>
        <translation>박스 삭제(&amp;T)</translation>
    </message>
    <message>
        <source>Take the selected boxes away</source>
        <translation>선택한 박스를 삭제합니다</translation>
    </message>
    <message>
        <source>Select All &amp;Boxes</source>
        <translation>모든 박스 선택(&amp;B)</translation>
    </message>
    <message>
        <source>Select every box</source>
        <translation>박스를 모두 선택합니다</translation>
    </message>
    <message>
        <source>C&amp;hange Class...</source>
        <translation>클래스 변경(&amp;H)...</translation>
    </message>
    <message>
        <source>Give the selected boxes another class</source>
        <translation>선택한 박스의 클래스를 바꿉니다</translation>
    </message>
    <message>
        <source>H&amp;ide or Show Boxes</source>
        <translation>박스 숨기기/보이기(&amp;I)</translation>
    </message>
    <message>
        <source>Hide the selected boxes, or all where none is selected; once more shows them</source>
        <translation>선택한 박스를 숨깁니다. 선택한 박스가 없으면 모두 숨기고, 다시 누르면 보입니다</translation>
    </message>
    <message>
        <source>Sh&amp;ow Only the Selected</source>
        <translation>선택한 박스만 보기(&amp;O)</translation>
    </message>
    <message>
        <source>Hide all other boxes</source>
        <translation>다른 박스를 모두 숨깁니다</translation>
    </message>
    <message>
        <source>Lock or Unlock Bo&amp;xes</source>
        <translation>박스 잠금/해제(&amp;X)</translation>
    </message>
    <message>
        <source>Keep the selected boxes from being touched; with none selected, free all</source>
        <translation>선택한 박스를 건드리지 못하게 잠급니다. 선택한 박스가 없으면 모두 해제합니다</translation>
    </message>
    <message>
        <source>&amp;Verified</source>
        <translation>확인함(&amp;V)</translation>
    </message>
    <message>
        <source>Mark the picture as checked; without a box it says that there is no object</source>
        <translation>이미지를 확인한 것으로 표시합니다. 박스가 없으면 객체가 없다는 뜻입니다</translation>
    </message>
    <message>
        <source>Checked: No Ob&amp;jects</source>
        <translation>확인함: 객체 없음(&amp;J)</translation>
    </message>
    <message>
        <source>Say that there is nothing to label in this picture, and save that</source>
        <translation>이 이미지에 라벨링할 것이 없다고 표시하고 저장합니다</translation>
    </message>
    <message>
        <source>&amp;Difficult</source>
        <translation>어려움(&amp;D)</translation>
    </message>
    <message>
        <source>Hard to recognise even for people</source>
        <translation>사람도 알아보기 어렵습니다</translation>
    </message>
    <message>
        <source>&amp;Truncated</source>
        <translation>잘림(&amp;T)</translation>
    </message>
    <message>
        <source>The object goes on beyond the picture</source>
        <translation>객체가 이미지 밖으로 이어집니다</translation>
    </message>
    <message>
        <source>&amp;Occluded</source>
        <translation>가려짐(&amp;O)</translation>
    </message>
    <message>
        <source>Something covers a part of the object</source>
        <translation>객체의 일부가 가려져 있습니다</translation>
    </message>
    <message>
        <source>&amp;Ignored</source>
        <translation>무시(&amp;I)</translation>
    </message>
    <message>
        <source>Neither object nor background: not trained on</source>
        <translation>객체도 배경도 아니며 학습에 쓰지 않습니다</translation>
    </message>
    <message>
        <source>Keep Labels Else&amp;where...</source>
        <translation>라벨을 다른 곳에 보관(&amp;W)...</translation>
    </message>
    <message>
        <source>Read and write the labels of this folder in another folder</source>
        <translation>이 폴더의 라벨을 다른 폴더에서 읽고 저장합니다</translation>
    </message>
    <message>
        <source>Keep Labels b&amp;y the Pictures</source>
        <translation>라벨을 이미지와 함께 보관(&amp;Y)</translation>
    </message>
    <message>
        <source>Read and write the labels of this folder beside its pictures</source>
        <translation>이 폴더의 라벨을 이미지 옆에서 읽고 저장합니다</translation>
    </message>
    <message>
        <source>Format of the labels of folders that have none yet; labels that are there keep theirs</source>
        <translation>아직 라벨이 없는 폴더의 라벨 형식. 이미 있는 라벨의 형식은 그대로입니다</translation>
    </message>
</context>
<context>
    <name>EditingOverlay</name>
    <message>
        <source>locked</source>
        <translation>잠김</translation>
    </message>
    <message>
        <source>no label here</source>
        <translation>여기서는 라벨 아님</translation>
    </message>
    <message>
        <source>ignored</source>
        <translation>무시</translation>
    </message>
    <message>
        <source>difficult</source>
        <translation>어려움</translation>
    </message>
    <message>
        <source>truncated</source>
        <translation>잘림</translation>
    </message>
    <message>
        <source>occluded</source>
        <translation>가려짐</translation>
    </message>
    <message>
        <source>outline</source>
        <translation>윤곽선</translation>
    </message>
</context>
<context>
    <name>EffortChoice</name>
    <message>
        <source>About {steps} steps: {time}</source>
        <translation>약 {steps}단계: {time}</translation>
    </message>
    <message>
        <source>Quality against time</source>
        <translation>품질과 시간</translation>
    </message>
    <message>
        <source>Quick: a first look, to see whether the labels are right</source>
        <translation>빠름: 라벨이 맞는지 먼저 확인할 때</translation>
    </message>
    <message>
        <source>Good: what most sets need</source>
        <translation>좋음: 대부분의 데이터에 알맞음</translation>
    </message>
    <message>
        <source>Best: several times as long, for the last points</source>
        <translation>최고: 몇 배 더 오래 걸리지만 정확도를 끝까지 높임</translation>
    </message>
    <message>
        <source>As set under Advanced</source>
        <translation>고급에서 정한 대로</translation>
    </message>
    <message>
        <source>Sets the length, what of the base is trained and the network; each can be changed under Advanced</source>
        <translation>길이, 학습할 기반 층, 네트워크를 정합니다. 각각은 고급에서 바꿀 수 있습니다</translation>
    </message>
    <message>
        <source>a minute or two, as measured on this machine.</source>
        <translation>이 컴퓨터에서 측정한 바로 1~2분입니다.</translation>
    </message>
    <message>
        <source>about {low} to {high} minutes, as measured on this machine.</source>
        <translation>이 컴퓨터에서 측정한 바로 약 {low}~{high}분입니다.</translation>
    </message>
    <message>
        <source>about {low} to {high} hours, as measured on this machine.</source>
        <translation>이 컴퓨터에서 측정한 바로 약 {low}~{high}시간입니다.</translation>
    </message>
</context>
<context>
    <name>EndNotice</name>
    <message>
        <source>SSD Desktop</source>
        <translation>SSD Desktop</translation>
    </message>
    <message>
        <source>The training failed; the Training panel says why.</source>
        <translation>학습이 실패했습니다. 이유는 학습 패널에 있습니다.</translation>
    </message>
    <message>
        <source>The training is finished.</source>
        <translation>학습이 끝났습니다.</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>The training is finished: AP50 {percent}.</source>
        <translation>학습이 끝났습니다: AP50 {percent}.</translation>
    </message>
</context>
<context>
    <name>EngineController</name>
    <message>
        <source>En&amp;gine</source>
        <translation>엔진(&amp;G)</translation>
    </message>
    <message>
        <source>32 bits a number: the reference</source>
        <translation>숫자당 32비트: 기준</translation>
    </message>
    <message>
        <source>16 bits a number: scores move in the third digit; fast where the processor has it</source>
        <translation>숫자당 16비트: 점수가 소수 셋째 자리에서 달라짐, 지원하는 프로세서에서 빠름</translation>
    </message>
    <message>
        <source>8 bits a number: the fastest, after Model &gt; Export with int8 for this model</source>
        <translation>숫자당 8비트: 가장 빠름, 이 모델을 모델 &gt; 내보내기에서 int8로 변환한 뒤 사용</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>자동</translation>
    </message>
    <message>
        <source>The fastest, measured once for each model</source>
        <translation>모델마다 한 번 측정하여 가장 빠른 엔진 사용</translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message>
        <source>SSD Desktop</source>
        <translation>SSD Desktop</translation>
    </message>
    <message>
        <source>Something went wrong that should not have; what you have open stays open.</source>
        <translation>예상하지 못한 오류가 발생했습니다. 열려 있는 내용은 그대로 유지됩니다.</translation>
    </message>
    <message>
        <source>Help &gt; Copy Diagnostics copies what a bug report needs.</source>
        <translation>도움말 &gt; 진단 정보 복사를 선택하면 버그 신고에 필요한 정보가 복사됩니다.</translation>
    </message>
</context>
<context>
    <name>ErrorImages</name>
    <message>
        <source>Images with errors</source>
        <translation>오류가 있는 이미지</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>correct</source>
        <translation>정확</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>놓침</translation>
    </message>
    <message>
        <source>wrong class</source>
        <translation>클래스 오류</translation>
    </message>
    <message>
        <source>badly placed</source>
        <translation>위치 오류</translation>
    </message>
    <message>
        <source>class and place</source>
        <translation>클래스와 위치</translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation>중복</translation>
    </message>
    <message>
        <source>background</source>
        <translation>배경</translation>
    </message>
    <message>
        <source>not counted</source>
        <translation>제외</translation>
    </message>
    <message>
        <source>The first detection of its class on an object.</source>
        <translation>객체 위에서 그 클래스의 첫 검출입니다.</translation>
    </message>
    <message>
        <source>An object that no detection is about.</source>
        <translation>어떤 검출도 가리키지 않는 객체입니다.</translation>
    </message>
    <message>
        <source>On an object of another class (IoU 0.5 or more).</source>
        <translation>다른 클래스의 객체 위에 있습니다(IoU 0.5 이상).</translation>
    </message>
    <message>
        <source>Near an object of its class (IoU 0.1 to 0.5).</source>
        <translation>같은 클래스의 객체 가까이에 있습니다(IoU 0.1~0.5).</translation>
    </message>
    <message>
        <source>Near an object of another class.</source>
        <translation>다른 클래스의 객체 가까이에 있습니다.</translation>
    </message>
    <message>
        <source>On an object that a surer detection has found.</source>
        <translation>더 확실한 검출이 이미 찾은 객체 위에 있습니다.</translation>
    </message>
    <message>
        <source>Near no object.</source>
        <translation>가까이에 객체가 없습니다.</translation>
    </message>
    <message>
        <source>On a difficult or ignored object.</source>
        <translation>어렵거나 무시하는 객체 위에 있습니다.</translation>
    </message>
</context>
<context>
    <name>EvaluateController</name>
    <message>
        <source>There is no detector yet; choose one in the menu Model.</source>
        <translation>아직 검출기가 없습니다. 모델 메뉴에서 선택하세요.</translation>
    </message>
    <message>
        <source>Open a picture of a labelled folder to measure on it.</source>
        <translation>라벨이 있는 폴더의 이미지를 열면 그 폴더로 측정할 수 있습니다.</translation>
    </message>
    <message>
        <source>Stopped; nothing was measured.</source>
        <translation>중지했습니다. 측정된 것이 없습니다.</translation>
    </message>
    <message>
        <source>Images left out: {count}. {first}</source>
        <translation>제외한 이미지 {count}장. {first}</translation>
    </message>
    <message>
        <source>{model} shows objects from {score} on.</source>
        <translation>{model}은(는) {score} 이상인 객체를 표시합니다.</translation>
    </message>
</context>
<context>
    <name>EvaluationPanel</name>
    <message>
        <source>Evaluation</source>
        <translation>평가</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>분할</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>점수</translation>
    </message>
    <message>
        <source>Make It the &amp;Detector&apos;s Score</source>
        <translation>검출기의 점수로 사용(&amp;D)</translation>
    </message>
    <message>
        <source>All labelled images</source>
        <translation>라벨이 있는 모든 이미지</translation>
    </message>
    <message>
        <source>Whenever this detector is used, objects from this score on are shown.</source>
        <translation>이 검출기를 쓸 때마다 이 점수 이상인 객체를 표시합니다.</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>Sp&amp;lit</source>
        <translation>분할(&amp;L)</translation>
    </message>
    <message>
        <source>S&amp;core from</source>
        <translation>최소 점수(&amp;C)</translation>
    </message>
    <message>
        <source>Figures of the classes</source>
        <translation>클래스별 수치</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Precision and Recall</source>
        <translation>정밀도와 재현율</translation>
    </message>
    <message>
        <source>Confusion</source>
        <translation>혼동 행렬</translation>
    </message>
    <message>
        <source>Rows: labelled. Columns: detected.</source>
        <translation>행: 라벨의 클래스. 열: 검출된 클래스.</translation>
    </message>
    <message>
        <source>Images with errors: {count} ({errors}, {classes})</source>
        <translation>오류가 있는 이미지: {count}장 ({errors}, {classes})</translation>
    </message>
    <message>
        <source>No image has such errors.</source>
        <translation>이런 오류가 있는 이미지가 없습니다.</translation>
    </message>
    <message>
        <source>Evaluating...</source>
        <translation>평가 중...</translation>
    </message>
    <message>
        <source>How well does the detector find what is labelled? Open a labelled folder and press Evaluate: figures of each class, the curve to choose a score from, and the images that go wrong, one click away.</source>
        <translation>검출기가 라벨이 있는 객체를 얼마나 잘 찾을까요? 라벨이 있는 폴더를 열고 평가를 누르세요. 클래스별 수치, 점수를 고를 곡선, 잘못된 이미지를 클릭 한 번으로 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>all errors</source>
        <translation>모든 오류</translation>
    </message>
    <message>
        <source>all classes</source>
        <translation>모든 클래스</translation>
    </message>
    <message>
        <source>St&amp;op</source>
        <translation>중지(&amp;O)</translation>
    </message>
    <message>
        <source>Ev&amp;aluate</source>
        <translation>평가(&amp;A)</translation>
    </message>
    <message>
        <source>Images: {images}. Precision {precision} %, recall {recall} %, F1 {f1} %.</source>
        <translation>이미지 {images}장. 정밀도 {precision} %, 재현율 {recall} %, F1&#xa0;{f1} %.</translation>
    </message>
    <message>
        <source>&amp;Best F1: {f1} % from {score}</source>
        <translation>최고 F1 {f1} %: 점수 {score}부터(&amp;B)</translation>
    </message>
</context>
<context>
    <name>EverydayHint</name>
    <message>
        <source>Find Everyday Objects</source>
        <translation>일상 객체 찾기</translation>
    </message>
    <message>
        <source>Nothing found: this detector knows only {classes}.</source>
        <translation>찾은 것이 없습니다. 이 검출기는 {classes}만 찾습니다.</translation>
    </message>
</context>
<context>
    <name>ExplainChoices</name>
    <message>
        <source>Detections and objects</source>
        <translation>검출과 객체</translation>
    </message>
    <message>
        <source>Detections</source>
        <translation>검출</translation>
    </message>
    <message>
        <source>Labelled objects</source>
        <translation>라벨링한 객체</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>{name} (difficult)</source>
        <translation>{name} (어려움)</translation>
    </message>
    <message>
        <source>{name}, {note}</source>
        <translation>{name}, {note}</translation>
    </message>
</context>
<context>
    <name>ExplainController</name>
    <message>
        <source>Looking at the picture...</source>
        <translation>이미지를 살펴보는 중...</translation>
    </message>
    <message>
        <source>Open a picture to see how the detector decides.</source>
        <translation>이미지를 열면 검출기가 어떻게 판단하는지 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>No detector is loaded yet; choose one with Model &gt; Open Checkpoint.</source>
        <translation>아직 불러온 검출기가 없습니다. 모델 &gt; 체크포인트 열기에서 선택하세요.</translation>
    </message>
    <message>
        <source>The detector {name} looks at tiles of a picture; choose one that looks at whole pictures to see how it decides.</source>
        <translation>검출기 {name}은(는) 이미지를 타일로 나누어 봅니다. 판단 과정을 보려면 이미지 전체를 보는 검출기를 선택하세요.</translation>
    </message>
    <message>
        <source>Pause to see how the detector decides on this frame.</source>
        <translation>일시 정지하면 이 프레임에서 검출기가 어떻게 판단하는지 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>The detector {detector} knows none of the labels&apos; classes ({names}): only what it finds is explained.</source>
        <translation>검출기 {detector}은(는) 라벨의 클래스({names})를 하나도 모릅니다. 검출한 것만 설명합니다.</translation>
    </message>
    <message>
        <source>The detector {detector} does not know these classes, so their objects are left out: {names}.</source>
        <translation>검출기 {detector}이(가) 모르는 클래스의 객체는 제외됩니다: {names}.</translation>
    </message>
</context>
<context>
    <name>ExplainDetectionPanel</name>
    <message>
        <source>Choose a detection or a labelled object here or in the picture.</source>
        <translation>여기나 이미지에서 검출 또는 라벨링한 객체를 선택하세요.</translation>
    </message>
    <message>
        <source>Nothing reaches a score of {score}. Lower the score to see what the detector doubts.</source>
        <translation>점수 {score}에 이르는 것이 없습니다. 점수를 낮추면 확신이 낮은 검출도 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation>임곗값</translation>
    </message>
</context>
<context>
    <name>ExplainHeatPanel</name>
    <message>
        <source>Colours up to the highest score only</source>
        <translation>가장 높은 점수까지만 색 표시</translation>
    </message>
    <message>
        <source>Scores of a class</source>
        <translation>클래스 점수</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>활성화</translation>
    </message>
    <message>
        <source>Mean of all channels</source>
        <translation>모든 채널의 평균</translation>
    </message>
    <message>
        <source>Highest channel</source>
        <translation>가장 높은 채널</translation>
    </message>
    <message>
        <source>One channel</source>
        <translation>한 채널</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>채널</translation>
    </message>
    <message>
        <source>Shows small differences; otherwise the colours go from 0 to 1 on every map.</source>
        <translation>작은 차이도 보이게 합니다. 끄면 모든 맵에서 색이 0부터 1까지를 나타냅니다.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>표시</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>채널</translation>
    </message>
    <message>
        <source>Feature map</source>
        <translation>특징 맵</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>불투명도</translation>
    </message>
    <message>
        <source>Each cell has the highest score of its default boxes for the class.</source>
        <translation>각 셀은 그 셀의 기본 박스 중 이 클래스의 가장 높은 점수를 나타냅니다.</translation>
    </message>
    <message>
        <source>How strongly the feature map responds in each cell, as the heads see it.</source>
        <translation>각 셀에서 특징 맵이 반응하는 세기로, 예측 헤드가 받는 값입니다.</translation>
    </message>
</context>
<context>
    <name>ExplainPanel</name>
    <message>
        <source>Explain</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>Matching</source>
        <translation>매칭</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Detection</source>
        <translation>검출</translation>
    </message>
    <message>
        <source>Heat</source>
        <translation>히트맵</translation>
    </message>
    <message>
        <source>Highest: {value} in row {row}, column {column}</source>
        <translation>최댓값: {value} ({row}행 {column}열)</translation>
    </message>
    <message>
        <source>Point at the picture to read a value.</source>
        <translation>이미지를 가리키면 값을 읽을 수 있습니다.</translation>
    </message>
    <message>
        <source>Row {row}, column {column}: {value}</source>
        <translation>{row}행 {column}열: {value}</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>놓침</translation>
    </message>
    <message>
        <source>IoU {iou}</source>
        <translation>IoU {iou}</translation>
    </message>
    <message>
        <source>background</source>
        <translation>배경</translation>
    </message>
    <message>
        <source>small square</source>
        <translation>작은 정사각형</translation>
    </message>
    <message>
        <source>large square</source>
        <translation>큰 정사각형</translation>
    </message>
    <message>
        <source>row {row}, column {column} of {size} × {size}</source>
        <translation>{size}&#xa0;×&#xa0;{size} 중 {row}행 {column}열</translation>
    </message>
    <message>
        <source>found</source>
        <translation>찾음</translation>
    </message>
    <message>
        <source>lost: other object</source>
        <translation>놓침: 다른 객체</translation>
    </message>
    <message>
        <source>lost: suppressed</source>
        <translation>놓침: 억제됨</translation>
    </message>
    <message>
        <source>lost: outranked</source>
        <translation>놓침: 순위 밖</translation>
    </message>
    <message>
        <source>lost: other class</source>
        <translation>놓침: 다른 클래스</translation>
    </message>
    <message>
        <source>lost: badly placed</source>
        <translation>놓침: 위치 어긋남</translation>
    </message>
    <message>
        <source>lost: no default box</source>
        <translation>놓침: 기본 박스 없음</translation>
    </message>
    <message>
        <source>lost: score</source>
        <translation>놓침: 점수</translation>
    </message>
    <message>
        <source>Default box: {size}</source>
        <translation>기본 박스: {size}</translation>
    </message>
    <message>
        <source>Centre shifted by {dx}, {dy} px</source>
        <translation>중심을 {dx}, {dy} px 이동</translation>
    </message>
    <message>
        <source>Width × {across}, height × {down}</source>
        <translation>너비 × {across}, 높이 × {down}</translation>
    </message>
    <message>
        <source>Clipped to the picture: {size}</source>
        <translation>이미지 안으로 자름: {size}</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>표시됨</translation>
    </message>
    <message>
        <source>score too low</source>
        <translation>점수 부족</translation>
    </message>
    <message>
        <source>suppressed</source>
        <translation>억제됨</translation>
    </message>
    <message>
        <source>outranked</source>
        <translation>순위 밖</translation>
    </message>
    <message>
        <source>Default box {index} of {map} overlaps the object with an IoU of {default_iou}; moved and scaled, with {iou}.</source>
        <translation>{map}의 기본 박스 {index}은(는) 객체와 IoU {default_iou}만큼 겹치고, 이동과 확대 후에는 {iou}만큼 겹칩니다.</translation>
    </message>
    <message>
        <source>It says {name} with a score of {score}.</source>
        <translation>{name} 점수로 {score}을(를) 냅니다.</translation>
    </message>
    <message>
        <source>It gives {name} a score of {score}, but is surer of {other}: {other_score}.</source>
        <translation>{name} 점수는 {score}이지만 {other} 점수가 {other_score}(으)로 더 높습니다.</translation>
    </message>
    <message>
        <source>It is shown as a detection.</source>
        <translation>검출로 표시됩니다.</translation>
    </message>
    <message>
        <source>That does not reach the score of {score}.</source>
        <translation>점수 {score}에 미치지 못합니다.</translation>
    </message>
    <message>
        <source>Too many others were better.</source>
        <translation>더 나은 후보가 너무 많았습니다.</translation>
    </message>
    <message>
        <source>The surer detection of default box {suppressor}, which it overlaps with an IoU of {iou}, suppressed it.</source>
        <translation>IoU {iou}만큼 겹치는 기본 박스 {suppressor}의 더 확실한 검출이 이것을 억제했습니다.</translation>
    </message>
    <message>
        <source>Found: {answer} lies on it.</source>
        <translation>찾음: {answer} 검출이 이 객체 위에 있습니다.</translation>
    </message>
    <message>
        <source>Lost: {answer} lies on it, but overlaps another object of the class at least as much and counts for that one.</source>
        <translation>놓침: {answer} 검출이 이 객체 위에 있지만 같은 클래스의 다른 객체와 그 이상 겹쳐서 그 객체의 것으로 셉니다.</translation>
    </message>
    <message>
        <source>Lost: {witness} was sure enough, but non-maximum suppression took it for the same object as {answer}, because the two overlap by more than an IoU of {nms_iou}. A higher NMS IoU keeps boxes that overlap more.</source>
        <translation>놓침: {witness} 예측은 충분히 확실했지만 {answer} 검출과 IoU {nms_iou}보다 많이 겹쳐서 비최대 억제가 같은 객체로 보았습니다. NMS IoU를 높이면 더 많이 겹치는 박스도 남습니다.</translation>
    </message>
    <message>
        <source>Lost: {witness} was sure enough, but too many others were better: {candidates} of a class take part in the suppression, and {detections} of a picture are kept.</source>
        <translation>놓침: {witness} 예측은 충분히 확실했지만 더 나은 후보가 너무 많았습니다. 클래스마다 {candidates}개가 억제에 참여하고 이미지마다 {detections}개가 남습니다.</translation>
    </message>
    <message>
        <source>Lost: it was taken for another class, {answer}. Of its own class, {witness} was the surest.</source>
        <translation>놓침: 다른 클래스인 {answer}(으)로 보았습니다. 제 클래스에서는 {witness} 예측이 가장 확실했습니다.</translation>
    </message>
    <message>
        <source>Lost: the detector saw it, but {answer} is badly placed: an IoU of 0.5 counts as found.</source>
        <translation>놓침: 검출기가 보았지만 {answer} 검출의 위치가 어긋났습니다. IoU가 0.5 이상이어야 찾은 것으로 셉니다.</translation>
    </message>
    <message>
        <source>Lost: no default box is like it in place, size and shape, so training hardly teaches it.</source>
        <translation>놓침: 위치, 크기, 모양이 비슷한 기본 박스가 없어 거의 학습되지 않습니다.</translation>
    </message>
    <message>
        <source>Lost: no prediction lies on it.</source>
        <translation>놓침: 이 객체 위에 놓인 예측이 없습니다.</translation>
    </message>
    <message>
        <source>Lost: {witness} is the surest prediction that lies on it, and does not reach {score}.</source>
        <translation>놓침: 이 객체 위의 가장 확실한 예측은 {witness}이며 {score}에 미치지 못합니다.</translation>
    </message>
    <message>
        <source>None touches it.</source>
        <translation>닿는 것이 없습니다.</translation>
    </message>
    <message>
        <source>The nearest, {index}, has an IoU of {iou}.</source>
        <translation>가장 가까운 {index}의 IoU는 {iou}입니다.</translation>
    </message>
    <message>
        <source>The box plan {name} would give {iou}.</source>
        <translation>박스 플랜 {name}에서는 {iou}이(가) 됩니다.</translation>
    </message>
    <message>
        <source>The network {network} with box plan {name} would give {iou}.</source>
        <translation>네트워크 {network}와(과) 박스 플랜 {name}에서는 {iou}이(가) 됩니다.</translation>
    </message>
    <message>
        <source>Tiles of {name} px would give {iou}.</source>
        <translation>{name} px 타일에서는 {iou}이(가) 됩니다.</translation>
    </message>
    <message>
        <source>a detection</source>
        <translation>어느 검출</translation>
    </message>
    <message>
        <source>{name} {score} (IoU {iou})</source>
        <translation>{name} {score} (IoU {iou})</translation>
    </message>
    <message>
        <source>no prediction on it</source>
        <translation>객체 위의 예측 없음</translation>
    </message>
</context>
<context>
    <name>ExploreController</name>
    <message>
        <source>Click an object in the picture, or choose one in the list of objects.</source>
        <extracomment>Shown while no model is loaded: the equation as the paper writes it.</extracomment>
        <translation>이미지에서 객체를 클릭하거나 객체 목록에서 선택하세요.</translation>
    </message>
</context>
<context>
    <name>ExportController</name>
    <message>
        <source>The export {name} is given up; nothing is written.</source>
        <translation>{name} 내보내기가 취소되고 아무것도 쓰지 않습니다.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Export {name}</source>
        <translation>{name} 내보내기</translation>
    </message>
    <message>
        <source>Loading the detector...</source>
        <translation>검출기를 불러오는 중...</translation>
    </message>
    <message>
        <source>Calibrating on your pictures...</source>
        <translation>사용자 이미지로 보정하는 중...</translation>
    </message>
    <message>
        <source>Measuring what 8 bits cost...</source>
        <translation>8비트의 정확도 손실을 측정하는 중...</translation>
    </message>
    <message>
        <source>Converting...</source>
        <translation>변환하는 중...</translation>
    </message>
    <message>
        <source>Comparing with PyTorch...</source>
        <translation>PyTorch와 비교하는 중...</translation>
    </message>
    <message>
        <source>{name} is exported. On {pictures} pictures its boxes are within {pixels} px of PyTorch&apos;s and its scores within {score}.</source>
        <translation>{name}(으)로 내보냈습니다. 이미지 {pictures}장에서 박스는 PyTorch와 {pixels} px 이내, 점수는 {score} 이내로 같습니다.</translation>
    </message>
    <message>
        <source>{name} is exported. On {pictures} pictures the detector finds nothing; all default boxes are within {pixels} px of PyTorch&apos;s and their scores within {score}.</source>
        <translation>{name}(으)로 내보냈습니다. 이미지 {pictures}장에서 검출기가 아무것도 찾지 못해 모든 기본 박스를 비교했습니다. PyTorch와의 차이는 박스 {pixels} px, 점수 {score} 이내입니다.</translation>
    </message>
    <message>
        <source>{name} is exported. On {pictures} pictures the detector finds nothing to compare.</source>
        <translation>{name}(으)로 내보냈습니다. 이미지 {pictures}장에서 검출기가 아무것도 찾지 못해 비교할 것이 없습니다.</translation>
    </message>
    <message>
        <source>AP50 on {images} images: {before} % before, {after} % in 8 bits.</source>
        <translation>이미지 {images}장의 AP50: 이전 {before} %, 8비트 {after} %.</translation>
    </message>
    <message>
        <source>The export was stopped; nothing was written.</source>
        <translation>내보내기를 중지했습니다. 아무것도 저장하지 않았습니다.</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>정밀도</translation>
    </message>
    <message>
        <source>Non-&amp;maximum suppression inside: final detections come out</source>
        <translation>비최대 억제 포함: 최종 검출 결과가 나옴(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Resizing and means inside: pictures of any size go in</source>
        <translation>크기 조정과 평균 포함: 어떤 크기의 이미지도 입력 가능(&amp;R)</translation>
    </message>
    <message>
        <source>Folder with pictures</source>
        <translation>이미지 폴더</translation>
    </message>
    <message>
        <source>File to write</source>
        <translation>저장할 파일</translation>
    </message>
    <message>
        <source>Detector: {name}</source>
        <translation>검출기: {name}</translation>
    </message>
    <message>
        <source>ONNX: for onnxruntime, TensorRT and many others</source>
        <translation>ONNX: onnxruntime, TensorRT 등 여러 프로그램용</translation>
    </message>
    <message>
        <source>OpenVINO: the fastest on processors</source>
        <translation>OpenVINO: 프로세서에서 가장 빠름</translation>
    </message>
    <message>
        <source>PyTorch (.pt2): without this program</source>
        <translation>PyTorch(.pt2): 이 프로그램 없이 사용</translation>
    </message>
    <message>
        <source>the shipped pictures</source>
        <translation>기본 제공 이미지</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>형식(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Precision</source>
        <translation>정밀도(&amp;P)</translation>
    </message>
    <message>
        <source>Pic&amp;tures</source>
        <translation>이미지(&amp;T)</translation>
    </message>
    <message>
        <source>Save &amp;as</source>
        <translation>저장 위치(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>내보내기(&amp;E)</translation>
    </message>
    <message>
        <source>Browse...</source>
        <translation>찾아보기...</translation>
    </message>
    <message>
        <source>Browse: {field}</source>
        <translation>찾아보기: {field}</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>32 bits: exact</source>
        <translation>32비트: 정확함</translation>
    </message>
    <message>
        <source>16 bits: half the size</source>
        <translation>16비트: 절반 크기</translation>
    </message>
    <message>
        <source>8 bits: a quarter of the size, fastest; calibrated on your pictures</source>
        <translation>8비트: 4분의 1 크기, 가장 빠름, 사용자 이미지로 보정</translation>
    </message>
    <message>
        <source>The file must end in {suffix}.</source>
        <translation>파일 이름은 {suffix}(으)로 끝나야 합니다.</translation>
    </message>
    <message>
        <source>8 bits need a folder with pictures like those to detect on; labels tell what it costs.</source>
        <translation>8비트에는 검출할 이미지와 비슷한 이미지 폴더가 필요합니다. 라벨이 있으면 정확도 손실도 알려 줍니다.</translation>
    </message>
    <message>
        <source>There is an export of this name; it is replaced when the new one is right.</source>
        <translation>같은 이름으로 내보낸 모델이 있습니다. 새 모델이 검사를 통과하면 교체합니다.</translation>
    </message>
    <message>
        <source>The export is run and compared with PyTorch on the pictures before it is kept.</source>
        <translation>내보낸 모델을 실행해 이미지에서 PyTorch와 비교한 뒤에 저장합니다.</translation>
    </message>
</context>
<context>
    <name>ExportFramesDialog</name>
    <message>
        <source>Export Frames</source>
        <translation>프레임 내보내기</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>프레임</translation>
    </message>
    <message>
        <source>Every n-th of them</source>
        <translation>N개마다 하나</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Frames without a box show no ob&amp;ject</source>
        <translation>박스가 없는 프레임에는 객체가 없음(&amp;J)</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>Key frames</source>
        <translation>키 프레임</translation>
    </message>
    <message>
        <source>Frames with boxes</source>
        <translation>박스가 있는 프레임</translation>
    </message>
    <message>
        <source>All frames</source>
        <translation>모든 프레임</translation>
    </message>
    <message>
        <source>JPEG (small)</source>
        <translation>JPEG (작음)</translation>
    </message>
    <message>
        <source>PNG (without loss)</source>
        <translation>PNG (무손실)</translation>
    </message>
    <message>
        <source>&amp;Browse...</source>
        <translation>찾아보기(&amp;B)...</translation>
    </message>
    <message>
        <source>&amp;Frames</source>
        <translation>프레임(&amp;F)</translation>
    </message>
    <message>
        <source>Every &amp;n-th of them</source>
        <translation>N개마다 하나(&amp;N)</translation>
    </message>
    <message>
        <source>For&amp;mat</source>
        <translation>형식(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Pictures</source>
        <translation>이미지(&amp;P)</translation>
    </message>
    <message>
        <source>F&amp;older</source>
        <translation>폴더(&amp;O)</translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation>내보내기(&amp;X)</translation>
    </message>
    <message>
        <source>Pictures to write: {count}</source>
        <translation>저장할 이미지: {count}장</translation>
    </message>
    <message>
        <source>There are files in this folder; choose a new or empty one.</source>
        <translation>이 폴더에 파일이 있습니다. 새 폴더나 빈 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>The folder must be new or empty.</source>
        <translation>새 폴더이거나 빈 폴더여야 합니다.</translation>
    </message>
    <message>
        <source>A detector will learn that there is nothing in the frames without a box.</source>
        <translation>박스가 없는 프레임에는 아무것도 없다고 검출기가 배웁니다.</translation>
    </message>
    <message>
        <source>Frames without a box stay unlabelled: nothing is learned from them.</source>
        <translation>박스가 없는 프레임은 라벨이 없는 채로 남아 학습에 쓰이지 않습니다.</translation>
    </message>
    <message>
        <source>Folder for the Pictures</source>
        <translation>이미지를 둘 폴더</translation>
    </message>
</context>
<context>
    <name>FindingsList</name>
    <message>
        <source>Problems of the data folder</source>
        <translation>데이터 폴더의 문제</translation>
    </message>
    <message>
        <source>No problems found.</source>
        <translation>문제가 없습니다.</translation>
    </message>
    <message>
        <source>{title} ({count})</source>
        <translation>{title} ({count})</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>… 외 {count}개</translation>
    </message>
    <message>
        <source>Click to see it in the window.</source>
        <translation>누르면 창에 표시합니다.</translation>
    </message>
    <message>
        <source>{image} is like {other} ({share})</source>
        <translation>{image}이(가) {other}와(과) 비슷합니다({share})</translation>
    </message>
    <message>
        <source>{label}: {count} boxes</source>
        <translation>{label}: 박스 {count}개</translation>
    </message>
    <message>
        <source>{image}: {label}, best IoU {iou}</source>
        <translation>{image}: {label}, 최고 IoU {iou}</translation>
    </message>
    <message>
        <source>Both trained on and measured on</source>
        <translation>학습에도 측정에도 쓰이는 이미지</translation>
    </message>
    <message>
        <source>Measured on, and nearly the same image as one that is trained on</source>
        <translation>학습 이미지와 거의 같은 측정 이미지</translation>
    </message>
    <message>
        <source>Images that cannot be read</source>
        <translation>읽을 수 없는 이미지</translation>
    </message>
    <message>
        <source>Said by annotation files: wrong sizes, boxes that cannot be</source>
        <translation>어노테이션 파일의 문제: 잘못된 크기, 있을 수 없는 박스</translation>
    </message>
    <message>
        <source>Classes with fewer than {count} boxes</source>
        <translation>박스가 {count}개보다 적은 클래스</translation>
    </message>
    <message>
        <source>Classes without a box to measure on</source>
        <translation>측정할 박스가 없는 클래스</translation>
    </message>
    <message>
        <source>Boxes that no default box of the plan resembles</source>
        <translation>플랜의 기본 박스와 닮지 않은 박스</translation>
    </message>
    <message>
        <source>The figures would flatter; split by frames, folder or an expression</source>
        <translation>수치가 실제보다 좋게 나옵니다. 프레임, 폴더 또는 정규식으로 나누세요</translation>
    </message>
    <message>
        <source>The figures would flatter; take each image out of one of the two lists</source>
        <translation>수치가 실제보다 좋게 나옵니다. 각 이미지를 두 목록 중 하나에서 빼세요</translation>
    </message>
    <message>
        <source>They are left out; get the files again</source>
        <translation>제외됩니다. 파일을 다시 구하세요</translation>
    </message>
    <message>
        <source>What cannot be used is left out; correct the labels</source>
        <translation>쓸 수 없는 것은 제외됩니다. 라벨을 고치세요</translation>
    </message>
    <message>
        <source>They are hardly learned; label more of them</source>
        <translation>거의 학습되지 않습니다. 더 라벨링하세요</translation>
    </message>
    <message>
        <source>Their AP stays unknown; hold back a share by class, or label more of them</source>
        <translation>AP를 알 수 없습니다. 클래스별로 떼어 두거나 더 라벨링하세요</translation>
    </message>
    <message>
        <source>They will seldom be found; choose another plan, SSD512 or tiles, or fit a plan to them</source>
        <translation>거의 찾지 못합니다. 다른 플랜, SSD512 또는 타일을 고르거나 플랜을 맞추세요</translation>
    </message>
</context>
<context>
    <name>FineTuneDialog</name>
    <message>
        <source>Fine-tune a Detector</source>
        <translation>검출기 미세 조정</translation>
    </message>
    <message>
        <source>&amp;Start Training</source>
        <translation>학습 시작(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Add to Queue</source>
        <translation>대기열에 추가(&amp;A)</translation>
    </message>
    <message>
        <source>Folder of runs</source>
        <translation>학습 실행 폴더</translation>
    </message>
    <message>
        <source>Each training makes a folder of its own in it</source>
        <translation>학습할 때마다 이 안에 새 폴더가 만들어집니다</translation>
    </message>
    <message>
        <source>Bro&amp;wse...</source>
        <translation>찾아보기(&amp;K)...</translation>
    </message>
    <message>
        <source>Save &amp;in</source>
        <translation>저장 위치(&amp;I)</translation>
    </message>
    <message>
        <source>Choose where to save.</source>
        <translation>저장할 위치를 선택하세요.</translation>
    </message>
    <message>
        <source>{path} is no folder; choose another to save in.</source>
        <translation>{path}: 폴더가 아닙니다. 저장할 다른 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>{path} is read-only; choose another folder to save in.</source>
        <translation>{path}: 읽기 전용입니다. 저장할 다른 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>Save in</source>
        <translation>저장 위치</translation>
    </message>
</context>
<context>
    <name>FrameFiles</name>
    <message>
        <source>Frame saved as {path}</source>
        <translation>프레임을 {path}(으)로 저장했습니다</translation>
    </message>
    <message>
        <source>Writing pictures...</source>
        <translation>이미지를 쓰는 중...</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Pictures written to {folder}: {images}, objects: {objects}.</source>
        <translation>{folder}에 이미지 {images}장, 객체 {objects}개를 썼습니다.</translation>
    </message>
    <message>
        <source>Cancelled. Pictures written to {folder}: {images}, objects: {objects}.</source>
        <translation>취소했습니다. {folder}에 이미지 {images}장, 객체 {objects}개를 썼습니다.</translation>
    </message>
</context>
<context>
    <name>GroundTruthsModel</name>
    <message>
        <source>Object</source>
        <translation>객체</translation>
    </message>
    <message>
        <source>Best IoU</source>
        <translation>최고 IoU</translation>
    </message>
    <message>
        <source>Learn it</source>
        <translation>양성 수</translation>
    </message>
    <message>
        <source>What is labelled, in the order of the labels</source>
        <translation>라벨링된 것, 라벨 순서대로</translation>
    </message>
    <message>
        <source>Overlap with the default box that fits best</source>
        <translation>가장 잘 맞는 기본 박스와의 겹침</translation>
    </message>
    <message>
        <source>Default boxes that learn the object: positives</source>
        <translation>이 객체를 학습하는 기본 박스: 양성</translation>
    </message>
    <message>
        <source>What stands out</source>
        <translation>눈에 띄는 점</translation>
    </message>
    <message>
        <source>All objects</source>
        <translation>모든 객체</translation>
    </message>
    <message>
        <source>ignored</source>
        <translation>무시</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>지켜짐</translation>
    </message>
    <message>
        <source>out of reach</source>
        <translation>닿지 않음</translation>
    </message>
</context>
<context>
    <name>HeatLegend</name>
    <message>
        <source>Legend</source>
        <translation>범례</translation>
    </message>
</context>
<context>
    <name>HeldBackChoice</name>
    <message>
        <source>Sp&amp;lit by</source>
        <translation>나누는 기준(&amp;Z)</translation>
    </message>
    <message>
        <source>The images that measured {run}, and a share of the new ones</source>
        <translation>{run}을(를) 측정한 이미지와 새 이미지의 일부</translation>
    </message>
    <message>
        <source>Share to hold back</source>
        <translation>떼어 둘 비율</translation>
    </message>
    <message>
        <source>Share of the images that measures the training and is not trained on</source>
        <translation>학습하지 않고 학습을 측정하는 이미지의 비율</translation>
    </message>
    <message>
        <source>Rule of the split</source>
        <translation>나누는 규칙</translation>
    </message>
    <message>
        <source>Class: each has its share</source>
        <translation>클래스: 클래스마다 같은 비율로</translation>
    </message>
    <message>
        <source>Chance</source>
        <translation>무작위</translation>
    </message>
    <message>
        <source>Frames: those of a video stay together</source>
        <translation>프레임: 한 동영상의 프레임을 함께</translation>
    </message>
    <message>
        <source>Folder: those of a folder stay together</source>
        <translation>폴더: 한 폴더의 이미지를 함께</translation>
    </message>
    <message>
        <source>Expression: its first group stays together</source>
        <translation>정규식: 첫 그룹이 같은 이미지를 함께</translation>
    </message>
    <message>
        <source>Images that resemble each other belong on the same side, or the figures flatter the detector</source>
        <translation>서로 닮은 이미지는 같은 쪽에 있어야 합니다. 아니면 수치가 실제보다 좋게 나옵니다</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>정규식</translation>
    </message>
    <message>
        <source>such as ^(.+)_\d+$</source>
        <translation>예: ^(.+)_\d+$</translation>
    </message>
    <message>
        <source>Searched in the file name without its ending; what its first group finds alike stays together</source>
        <translation>확장자를 뺀 파일 이름에서 찾으며, 첫 그룹이 같은 것을 함께 둡니다</translation>
    </message>
    <message>
        <source>None that the run was trained on is measured on: else before and after do not compare</source>
        <translation>그 실행이 학습한 이미지로는 측정하지 않습니다. 그래야 전과 후를 비교할 수 있습니다</translation>
    </message>
</context>
<context>
    <name>ImageFilterBar</name>
    <message>
        <source>Filter by name</source>
        <translation>이름으로 거르기</translation>
    </message>
    <message>
        <source>Filter pictures by name</source>
        <translation>이름으로 이미지 거르기</translation>
    </message>
    <message>
        <source>All pictures</source>
        <translation>모든 이미지</translation>
    </message>
    <message>
        <source>Every class</source>
        <translation>모든 클래스</translation>
    </message>
    <message>
        <source>Every flag</source>
        <translation>모든 표시</translation>
    </message>
    <message>
        <source>Flag of one of the boxes</source>
        <translation>박스 가운데 하나의 표시</translation>
    </message>
    <message>
        <source>Filter by class and flag as well</source>
        <translation>클래스와 표시로도 거르기</translation>
    </message>
    <message>
        <source>How far pictures are labelled</source>
        <translation>이미지의 라벨 상태</translation>
    </message>
    <message>
        <source>Class of one of the boxes</source>
        <translation>박스 가운데 하나의 클래스</translation>
    </message>
    <message>
        <source>Show a grid of thumbnails instead of rows</source>
        <translation>목록 대신 미리 보기 격자로 표시</translation>
    </message>
</context>
<context>
    <name>ImagesController</name>
    <message>
        <source>No other picture of the list is without labels.</source>
        <translation>목록에 라벨이 없는 다른 이미지가 없습니다.</translation>
    </message>
</context>
<context>
    <name>ImagesPanel</name>
    <message>
        <source>Pictures</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Labelled pictures</source>
        <translation>라벨이 있는 이미지</translation>
    </message>
    <message>
        <source>No picture passes the filter.</source>
        <translation>조건에 맞는 이미지가 없습니다.</translation>
    </message>
    <message>
        <source>Pictures: {shown} of {total}</source>
        <translation>이미지 {total}장 중 {shown}장</translation>
    </message>
    <message>
        <source>Show All</source>
        <translation>모두 보기</translation>
    </message>
    <message>
        <source>No picture passes the filter yet; labels are still being read.</source>
        <translation>아직 조건에 맞는 이미지가 없습니다. 라벨을 읽는 중입니다.</translation>
    </message>
    <message>
        <source>No pictures: open a folder</source>
        <translation>이미지 없음: 폴더를 여세요</translation>
    </message>
    <message>
        <source>{done} of {total} labelled</source>
        <translation>{total}장 중 {done}장 라벨 완료</translation>
    </message>
    <message>
        <source>{done} labelled, reading on...</source>
        <translation>{done}장 라벨 완료, 읽는 중...</translation>
    </message>
    <message>
        <source>Unlabelled</source>
        <translation>라벨 없음</translation>
    </message>
    <message>
        <source>Detected only</source>
        <translation>검출만 됨</translation>
    </message>
    <message>
        <source>Labelled</source>
        <translation>라벨 있음</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>확인함</translation>
    </message>
    <message>
        <source>No objects</source>
        <translation>객체 없음</translation>
    </message>
    <message>
        <source>Labels unreadable</source>
        <translation>라벨을 읽을 수 없음</translation>
    </message>
    <message>
        <source>Difficult</source>
        <translation>어려움</translation>
    </message>
    <message>
        <source>Truncated</source>
        <translation>잘림</translation>
    </message>
    <message>
        <source>Occluded</source>
        <translation>가려짐</translation>
    </message>
    <message>
        <source>Ignored</source>
        <translation>무시</translation>
    </message>
    <message>
        <source>{count} detected</source>
        <translation>{count}개 검출</translation>
    </message>
    <message>
        <source>1 box</source>
        <translation>박스 1개</translation>
    </message>
    <message>
        <source>{count} boxes</source>
        <translation>박스 {count}개</translation>
    </message>
</context>
<context>
    <name>ImportModelDialog</name>
    <message>
        <source>Import Model</source>
        <translation>모델 가져오기</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Class list</source>
        <translation>클래스 목록</translation>
    </message>
    <message>
        <source>As it was trained: VOC, COCO, else class_1, class_2, ...</source>
        <translation>학습된 그대로: VOC, COCO, 그 밖에는 class_1, class_2, ...</translation>
    </message>
    <message>
        <source>Box plan</source>
        <translation>박스 플랜</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>채널</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>이름(&amp;N)</translation>
    </message>
    <message>
        <source>Ch&amp;oose...</source>
        <translation>선택(&amp;H)...</translation>
    </message>
    <message>
        <source>&amp;Class list</source>
        <translation>클래스 목록(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Box plan</source>
        <translation>박스 플랜(&amp;B)</translation>
    </message>
    <message>
        <source>C&amp;hannels</source>
        <translation>채널(&amp;A)</translation>
    </message>
    <message>
        <source>SSD of torchvision, amdegroot, lufficc and sgrvinod is recognised, and VGG16 as start weights. Only weights are read; a file that wants to run code is refused.</source>
        <translation>torchvision, amdegroot, lufficc, sgrvinod의 SSD와 시작 가중치로 쓸 VGG16을 알아봅니다. 가중치만 읽으며, 코드를 실행하려는 파일은 거부합니다.</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>가져오기(&amp;I)</translation>
    </message>
    <message>
        <source>Recognise from the file</source>
        <translation>파일에서 자동으로 판단</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Class List</source>
        <translation>클래스 목록</translation>
    </message>
    <message>
        <source>Class lists (*.txt);;All files (*)</source>
        <translation>클래스 목록 (*.txt);;모든 파일 (*)</translation>
    </message>
</context>
<context>
    <name>LabelChooser</name>
    <message>
        <source>Class of the box</source>
        <translation>박스의 클래스</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Name of the class</source>
        <translation>클래스 이름</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>New class &quot;{name}&quot;</source>
        <translation>새 클래스 &quot;{name}&quot;</translation>
    </message>
</context>
<context>
    <name>LabelCommands</name>
    <message>
        <source>Labels saved</source>
        <translation>라벨 저장됨</translation>
    </message>
    <message>
        <source>Labels unsaved</source>
        <translation>라벨 저장 안 됨</translation>
    </message>
    <message>
        <source>Saving labels</source>
        <translation>라벨 저장 중</translation>
    </message>
    <message>
        <source>Saving failed</source>
        <translation>저장 실패</translation>
    </message>
</context>
<context>
    <name>LabelCopies</name>
    <message>
        <source>Paste</source>
        <translation>붙여넣기</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>복제</translation>
    </message>
    <message>
        <source>Paste from Previous Picture</source>
        <translation>이전 이미지에서 붙여넣기</translation>
    </message>
</context>
<context>
    <name>LabelFiles</name>
    <message>
        <source>The labels are being read or saved; try again in a moment.</source>
        <translation>라벨을 읽거나 저장하는 중입니다. 잠시 후 다시 시도하세요.</translation>
    </message>
    <message>
        <source>Edits of an earlier run are not restored yet; close and open the folder to decide on them.</source>
        <translation>이전 실행의 편집이 아직 복원되지 않았습니다. 폴더를 닫았다가 열어 결정하세요.</translation>
    </message>
    <message>
        <source>The other window has let go of this folder; its labels can be edited here now.</source>
        <translation>다른 창이 이 폴더를 놓았습니다. 이제 여기서 라벨을 편집할 수 있습니다.</translation>
    </message>
    <message>
        <source>Another program has changed the labels of {name}; they were loaded anew.</source>
        <translation>다른 프로그램이 {name}의 라벨을 바꾸어 다시 불러왔습니다.</translation>
    </message>
    <message>
        <source>The sample pictures cannot be labelled; open a folder of your own.</source>
        <translation>예제 이미지에는 라벨을 달 수 없습니다. 내 이미지 폴더를 여세요.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>복원</translation>
    </message>
</context>
<context>
    <name>LabelMarks</name>
    <message>
        <source>Set Flag</source>
        <translation>표시 설정</translation>
    </message>
    <message>
        <source>Clear Flag</source>
        <translation>표시 해제</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>확인함으로 표시</translation>
    </message>
    <message>
        <source>Take Verified Back</source>
        <translation>확인 표시 취소</translation>
    </message>
    <message>
        <source>{kind} files have no place for this; convert the data to Pascal VOC, COCO or labelme to keep it.</source>
        <translation>{kind} 파일에는 이것을 저장할 곳이 없습니다. 남기려면 데이터를 Pascal VOC, COCO 또는 labelme 형식으로 변환하세요.</translation>
    </message>
</context>
<context>
    <name>LabelPlaces</name>
    <message>
        <source>The labels of this folder stay in {old} format; folders without labels get {new}. The command ssd-desktop convert writes what is there in another format.</source>
        <translation>이 폴더의 라벨은 {old} 형식 그대로이고, 라벨이 없는 폴더는 {new} 형식을 씁니다. ssd-desktop convert 명령은 기존 라벨을 다른 형식으로 씁니다.</translation>
    </message>
    <message>
        <source>The labels of these pictures are kept in {folder}.</source>
        <translation>이 이미지들의 라벨은 {folder}에 보관됩니다.</translation>
    </message>
</context>
<context>
    <name>LabellingQuestions</name>
    <message>
        <source>Pictures whose labels were not saved before the program ended: {count}.</source>
        <translation>프로그램이 종료되기 전에 라벨을 저장하지 않은 이미지가 {count}장 있습니다.</translation>
    </message>
    <message>
        <source>They can be restored now. They are kept until you decide.</source>
        <translation>지금 복원할 수 있습니다. 결정할 때까지 보관됩니다.</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>복원(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>버리기(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Decide Later</source>
        <translation>나중에 결정(&amp;L)</translation>
    </message>
    <message>
        <source>The tracks of {name} were edited and not saved before the program ended.</source>
        <translation>프로그램이 종료되기 전에 {name}의 트랙을 편집하고 저장하지 않았습니다.</translation>
    </message>
    <message>
        <source>Another program has changed the labels of {name}.</source>
        <translation>다른 프로그램이 {name}의 라벨을 바꾸었습니다.</translation>
    </message>
    <message>
        <source>You have edits of it that are not saved.</source>
        <translation>이 이미지에 저장하지 않은 편집이 있습니다.</translation>
    </message>
    <message>
        <source>&amp;Load Theirs</source>
        <translation>바뀐 라벨 불러오기(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Keep Mine</source>
        <translation>내 편집 유지(&amp;K)</translation>
    </message>
    <message>
        <source>This box stands for a polygon, a mask or a circle.</source>
        <translation>이 박스는 다각형, 마스크 또는 원을 나타냅니다.</translation>
    </message>
    <message>
        <source>Moving or resizing it replaces the outline in the file by the box.</source>
        <translation>옮기거나 크기를 조절하면 파일의 윤곽선이 박스로 바뀝니다.</translation>
    </message>
    <message>
        <source>&amp;Replace the Outline</source>
        <translation>윤곽선 바꾸기(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Keep the Outline</source>
        <translation>윤곽선 유지(&amp;K)</translation>
    </message>
    <message>
        <source>Pictures with unsaved labels: {count}.</source>
        <translation>라벨을 저장하지 않은 이미지가 {count}장 있습니다.</translation>
    </message>
    <message>
        <source>They are kept and offered again when this folder is opened next.</source>
        <translation>보관해 두었다가 이 폴더를 다음에 열 때 다시 알려 드립니다.</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>저장(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Close and Keep for Next Time</source>
        <translation>보관하고 닫기(&amp;C)</translation>
    </message>
    <message>
        <source>The tracks of the video are not saved.</source>
        <translation>동영상의 트랙이 저장되지 않았습니다.</translation>
    </message>
    <message>
        <source>They are kept and offered again when this video is opened next.</source>
        <translation>보관해 두었다가 이 동영상을 다음에 열 때 다시 알려 드립니다.</translation>
    </message>
    <message>
        <source>&amp;Keep Working</source>
        <translation>닫지 않고 계속 작업(&amp;K)</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>라벨</translation>
    </message>
</context>
<context>
    <name>LayersPanel</name>
    <message>
        <source>Every feature map</source>
        <translation>모든 특징 맵</translation>
    </message>
    <message>
        <source>No default boxes: no detector is loaded yet.</source>
        <translation>기본 박스 없음: 아직 불러온 검출기가 없습니다.</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>박스</translation>
    </message>
    <message>
        <source>map {number}</source>
        <translation>맵 {number}</translation>
    </message>
    <message>
        <source>{per_cell} a cell, {count} boxes</source>
        <translation>셀당 {per_cell}개, 박스 {count}개</translation>
    </message>
    <message>
        <source>boxes {least:.0f} to {most:.0f} px</source>
        <translation>박스 {least:.0f}~{most:.0f} px</translation>
    </message>
    <message>
        <source>sees all ({sees} px)</source>
        <translation>전체를 봄({sees} px)</translation>
    </message>
    <message>
        <source>sees {sees} px</source>
        <translation>{sees} px를 봄</translation>
    </message>
    <message>
        <source>{map} divides the picture into {cells} × {cells} cells. Around the centre of each cell lie {per_cell} default boxes: squares with sides of {squares} px, and boxes with ratios of width to height of {ratios}. Sizes are those in the network&apos;s input of {side} × {side} px. Fine maps find small objects, coarse maps large ones.</source>
        <translation>{map} 특징 맵은 이미지를 {cells}&#xa0;×&#xa0;{cells}개의 셀로 나눕니다. 각 셀의 중심에는 기본 박스 {per_cell}개가 있습니다. 한 변이 {squares} px인 정사각형과 가로세로 비가 {ratios}인 박스입니다. 크기는 {side}&#xa0;×&#xa0;{side} px인 네트워크 입력을 기준으로 합니다. 촘촘한 맵은 작은 객체를, 성긴 맵은 큰 객체를 찾습니다.</translation>
    </message>
    <message>
        <source>One cell sees {cell} px along a side (its receptive field), a prediction {head} px, because the head looks at 3 × 3 cells; the grey bar shows that against the sides of the boxes in the map&apos;s colour.</source>
        <translation>한 셀은 한 변에 {cell} px를 보고(수용 영역), 예측은 헤드가 3 × 3 셀을 보기 때문에 {head} px를 봅니다. 회색 막대가 이를, 특징 맵 색의 막대가 박스의 변 길이를 나타냅니다.</translation>
    </message>
    <message>
        <source>Square of scale s</source>
        <translation>스케일 s의 정사각형</translation>
    </message>
    <message>
        <source>Square of scale s′, between this map&apos;s and the next</source>
        <translation>이 맵과 다음 맵 사이 스케일 s′의 정사각형</translation>
    </message>
    <message>
        <source>Tall, 1 : {ratio}</source>
        <translation>세로로 긴 박스, 1 : {ratio}</translation>
    </message>
    <message>
        <source>Wide, {ratio} : 1</source>
        <translation>가로로 긴 박스, {ratio} : 1</translation>
    </message>
    <message>
        <source>{map}: row {row}, column {column}, boxes {first} to {last}</source>
        <translation>{map}: {row}행 {column}열, 박스 {first}~{last}</translation>
    </message>
    <message>
        <source>{name}, plan {plan}: {count} boxes of the chosen maps reach IoU {least}. The best of all maps has {best}: {map}, row {row}, column {column}, {shape}.</source>
        <translation>{name}, 플랜 {plan}: 선택한 맵의 박스 {count}개가 IoU {least} 이상입니다. 모든 맵에서 가장 높은 것은 {best}: {map}, {row}행 {column}열, {shape}.</translation>
    </message>
    <message>
        <source>{count} default boxes, plan {plan}</source>
        <translation>기본 박스 {count}개, 플랜 {plan}</translation>
    </message>
    <message>
        <source>For every default box SSD predicts, in one pass, a score for each class and four offsets that move and stretch the box onto the object. The box plan says which boxes lie on which feature map. Sizes follow the plan; the boxes are stretched with the picture.</source>
        <translation>SSD는 모든 기본 박스에 대해 클래스별 점수와, 박스를 객체에 맞게 옮기고 늘이는 오프셋 네 개를 한 번에 예측합니다. 어느 특징 맵에 어떤 박스가 놓이는지는 박스 플랜이 정합니다. 크기는 플랜을 따르며, 박스는 이미지와 함께 늘어납니다.</translation>
    </message>
    <message>
        <source>{small:.0f} and {large:.0f}</source>
        <translation>{small:.0f}, {large:.0f}</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>플랜</translation>
    </message>
</context>
<context>
    <name>LossPanel</name>
    <message>
        <source>What each object costs</source>
        <translation>객체별 손실</translation>
    </message>
    <message>
        <source>Default boxes by their loss</source>
        <translation>손실 순 기본 박스</translation>
    </message>
    <message>
        <source>Negatives in the loss for each positive; a training has 3</source>
        <translation>양성 하나당 손실에 넣는 음성 수. 학습에서는 3입니다</translation>
    </message>
    <message>
        <source>So many of each kind are listed and drawn, the most costly ones</source>
        <translation>종류마다 손실이 큰 것부터 이만큼 나열하고 그립니다</translation>
    </message>
    <message>
        <source>As T&amp;raining Sees It</source>
        <translation>학습이 보는 모습(&amp;R)</translation>
    </message>
    <message>
        <source>Shows the picture in the augmented views of a training, one after the other</source>
        <translation>학습에서 쓰는 증강된 모습을 하나씩 보여 줍니다</translation>
    </message>
    <message>
        <source>Confidence and localisation loss of the picture as a batch of one, each divided by N</source>
        <translation>이 이미지 한 장짜리 배치의 신뢰도 손실과 위치 손실, 각각 N으로 나눈 값</translation>
    </message>
    <message>
        <source>Ne&amp;gatives for each positive</source>
        <translation>양성 하나당 음성(&amp;G)</translation>
    </message>
    <message>
        <source>The har&amp;dest of each kind</source>
        <translation>종류별 손실 상위(&amp;D)</translation>
    </message>
    <message>
        <source>{count} positives</source>
        <translation>양성 {count}개</translation>
    </message>
    <message>
        <source>{count} mined</source>
        <translation>선별 {count}개</translation>
    </message>
    <message>
        <source>Dropped, of them the hardest {count}</source>
        <translation>제외된 것 중 상위 {count}개</translation>
    </message>
    <message>
        <source>Choose a default box in the list or on the picture.</source>
        <translation>목록이나 이미지에서 기본 박스를 고르세요.</translation>
    </message>
    <message>
        <source>L {total} = L_conf {confidence} + L_loc {localisation}</source>
        <translation>L {total} = L_conf {confidence} + L_loc {localisation}</translation>
    </message>
    <message>
        <source>N = 0: nothing learns an object here, so the hardest {mined} of {negatives} negatives are in the loss.</source>
        <translation>N = 0: 여기서는 객체를 학습하는 박스가 없어, 음성 {negatives}개 중 가장 어려운 {mined}개가 손실에 들어갑니다.</translation>
    </message>
    <message>
        <source>N = {positives} positives; of {negatives} negatives the hardest {mined} are in the loss, {ratio} for each positive, the others are dropped.</source>
        <translation>양성 N = {positives}개. 음성 {negatives}개 중 가장 어려운 {mined}개(양성당 {ratio}개)가 손실에 들어가고 나머지는 제외됩니다.</translation>
    </message>
    <message>
        <source>{ratio} : 1 instead of {usual} : 1: mined {usual_mined} → {mined}, L {usual_total} → {total}, background&apos;s share {usual_share} → {share}.</source>
        <translation>{usual} : 1 대신 {ratio} : 1이면 선별 {usual_mined} → {mined}, L {usual_total} → {total}, 배경의 비율 {usual_share} → {share}.</translation>
    </message>
    <message>
        <source>The detector does not know these classes, so their objects are left out: {names}.</source>
        <translation>검출기가 모르는 클래스의 객체는 제외됩니다: {names}.</translation>
    </message>
    <message>
        <source>The loss is that of the detector&apos;s plan {plan}, not of {shown} as in Matching.</source>
        <translation>손실은 매칭의 {shown}이(가) 아니라 검출기의 플랜 {plan}에 대한 것입니다.</translation>
    </message>
    <message>
        <source>background</source>
        <translation>배경</translation>
    </message>
    <message>
        <source>{role}: {place}.</source>
        <translation>{role}: {place}.</translation>
    </message>
    <message>
        <source>It should say {wanted} and gives that {score}; it says {said} with {said_score}.</source>
        <translation>정답은 {wanted}(점수 {score})이고, 답은 {said}(점수 {said_score})입니다.</translation>
    </message>
    <message>
        <source>It learns {name}: confidence loss {confidence}, localisation loss {localisation}.</source>
        <translation>{name}을(를) 학습합니다: 신뢰도 손실 {confidence}, 위치 손실 {localisation}.</translation>
    </message>
    <message>
        <source>Its loss, {confidence}, is below that of the last one mined: it adds nothing.</source>
        <translation>손실 {confidence}은(는) 마지막으로 선별된 것보다 작아 더해지지 않습니다.</translation>
    </message>
    <message>
        <source>Computing the loss...</source>
        <translation>손실을 계산하는 중...</translation>
    </message>
    <message>
        <source>No detector is loaded yet; choose one with Model &gt; Open Checkpoint.</source>
        <translation>아직 불러온 검출기가 없습니다. 모델 &gt; 체크포인트 열기에서 선택하세요.</translation>
    </message>
    <message>
        <source>The detector in use looks at tiles of a picture; choose one that looks at whole pictures to see the loss.</source>
        <translation>사용 중인 검출기는 이미지를 타일로 봅니다. 손실을 보려면 전체 이미지를 보는 검출기를 고르세요.</translation>
    </message>
    <message>
        <source>The detector in use knows none of the labelled classes, so there is no loss. The Matching tab needs no detector.</source>
        <translation>사용 중인 검출기가 라벨의 클래스를 하나도 몰라 손실이 없습니다. 매칭 탭에는 검출기가 필요 없습니다.</translation>
    </message>
    <message>
        <source>Positive</source>
        <translation>양성</translation>
    </message>
    <message>
        <source>Mined negative</source>
        <translation>선별된 음성</translation>
    </message>
    <message>
        <source>Dropped negative</source>
        <translation>제외된 음성</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Pictures</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>객체</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>레이어</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>속성</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>제안</translation>
    </message>
    <message>
        <source>Show or hide this panel</source>
        <translation>이 패널을 표시하거나 숨깁니다</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>Open Ca&amp;mera</source>
        <translation>카메라 열기(&amp;M)</translation>
    </message>
    <message>
        <source>Open &amp;Recent</source>
        <translation>최근 항목 열기(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>편집(&amp;E)</translation>
    </message>
    <message>
        <source>Fla&amp;gs</source>
        <translation>표시(&amp;G)</translation>
    </message>
    <message>
        <source>Format of New Labels</source>
        <translation>새 라벨의 형식</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>패널(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>테마(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>언어(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>재생(&amp;P)</translation>
    </message>
    <message>
        <source>Trac&amp;ks</source>
        <translation>트랙(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>모델(&amp;M)</translation>
    </message>
    <message>
        <source>S&amp;uggestions</source>
        <translation>제안(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Shipped Detectors</source>
        <translation>기본 제공 검출기(&amp;S)</translation>
    </message>
    <message>
        <source>De&amp;vice</source>
        <translation>장치(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>학습(&amp;T)</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>도구 모음</translation>
    </message>
</context>
<context>
    <name>MatchingOverlay</name>
    <message>
        <source>takes it</source>
        <translation>가져감</translation>
    </message>
    <message>
        <source>ignored</source>
        <translation>무시</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>지켜짐</translation>
    </message>
    <message>
        <source>out of reach</source>
        <translation>닿지 않음</translation>
    </message>
    <message>
        <source>object</source>
        <translation>객체</translation>
    </message>
    <message>
        <source>learns it, IoU {low}</source>
        <translation>학습함, IoU {low}</translation>
    </message>
    <message>
        <source>best</source>
        <translation>최고</translation>
    </message>
</context>
<context>
    <name>MatchingPanel</name>
    <message>
        <source>Positive from IoU</source>
        <translation>양성 IoU</translation>
    </message>
    <message>
        <source>A default box that overlaps an object this much learns it.</source>
        <translation>객체와 이만큼 겹치는 기본 박스가 그 객체를 학습합니다.</translation>
    </message>
    <message>
        <source>Ignored from IoU</source>
        <translation>무시 IoU</translation>
    </message>
    <message>
        <source>A default box that overlaps an object this much, but not enough to learn it, is in neither loss; with less it is background.</source>
        <translation>객체와 이만큼 겹치지만 학습하기에는 모자란 기본 박스는 어느 손실에도 들어가지 않고, 그보다 적게 겹치면 배경입니다.</translation>
    </message>
    <message>
        <source>Usua&amp;l</source>
        <translation>기본값(&amp;L)</translation>
    </message>
    <message>
        <source>The thresholds that a training has</source>
        <translation>학습에서 쓰는 임곗값</translation>
    </message>
    <message>
        <source>Labelled objects</source>
        <translation>라벨링한 객체</translation>
    </message>
    <message>
        <source>P&amp;ositives</source>
        <translation>양성(&amp;O)</translation>
    </message>
    <message>
        <source>Draws the default boxes that learn an object, coloured by their overlap</source>
        <translation>객체를 학습하는 기본 박스를 겹침에 따른 색으로 그립니다</translation>
    </message>
    <message>
        <source>Ignored &amp;band</source>
        <translation>무시 구간(&amp;B)</translation>
    </message>
    <message>
        <source>Draws the default boxes that are in neither loss, dashed</source>
        <translation>어느 손실에도 들어가지 않는 기본 박스를 점선으로 그립니다</translation>
    </message>
    <message>
        <source>As T&amp;raining Sees It</source>
        <translation>학습이 보는 모습(&amp;R)</translation>
    </message>
    <message>
        <source>Shows the picture in the augmented views of a training, one after the other</source>
        <translation>학습에서 쓰는 증강된 모습을 하나씩 보여 줍니다</translation>
    </message>
    <message>
        <source>Positive from Io&amp;U</source>
        <translation>양성 IoU(&amp;U)</translation>
    </message>
    <message>
        <source>Ig&amp;nored from IoU</source>
        <translation>무시 IoU(&amp;N)</translation>
    </message>
    <message>
        <source>Positives on each feature map</source>
        <translation>특징 맵별 양성</translation>
    </message>
    <message>
        <source>Positives of {name} on each feature map</source>
        <translation>{name}의 특징 맵별 양성</translation>
    </message>
    <message>
        <source>{positives} default boxes learn an object, {ignored} are in neither loss, {negatives} are background (plan {plan}).</source>
        <translation>기본 박스 {positives}개가 객체를 학습하고, {ignored}개는 어느 손실에도 들어가지 않으며, {negatives}개는 배경입니다(플랜 {plan}).</translation>
    </message>
    <message>
        <source>Nothing to learn here; every default box is background.</source>
        <translation>학습할 객체가 없습니다. 모든 기본 박스가 배경입니다.</translation>
    </message>
    <message>
        <source>Even if the last object won every default box, each object here would keep one.</source>
        <translation>마지막 객체가 이기는 방식이어도 여기서는 모든 객체에 기본 박스가 남습니다.</translation>
    </message>
    <message>
        <source>One-to-one matching saves {saved} of {trained} objects: if the last one won, nothing would learn {names}.</source>
        <translation>일대일 매칭이 객체 {trained}개 중 {saved}개를 지킵니다. 마지막 객체가 이기면 다음을 학습하는 박스가 없습니다: {names}.</translation>
    </message>
    <message>
        <source>{map}, row {row}, column {column}, {shape}</source>
        <translation>{map}, {row}행 {column}열, {shape}</translation>
    </message>
    <message>
        <source>A group, marked to be ignored: nothing learns it, and {band} default boxes that lie half inside it are in neither loss.</source>
        <translation>무시로 표시된 무리: 학습하는 박스가 없고, 절반 이상 안에 든 기본 박스 {band}개는 어느 손실에도 들어가지 않습니다.</translation>
    </message>
    <message>
        <source>Marked to be ignored: nothing learns it, and {band} default boxes that lie on it are in neither loss.</source>
        <translation>무시로 표시됨: 학습하는 박스가 없고, 그 위에 놓인 기본 박스 {band}개는 어느 손실에도 들어가지 않습니다.</translation>
    </message>
    <message>
        <source>No default box touches it.</source>
        <translation>닿는 기본 박스가 없습니다.</translation>
    </message>
    <message>
        <source>Best default box: {place}; IoU {iou}.</source>
        <translation>최고의 기본 박스: {place}, IoU {iou}.</translation>
    </message>
    <message>
        <source>{positives} default boxes learn it; {band} more are too near for background and in neither loss.</source>
        <translation>기본 박스 {positives}개가 학습합니다. 배경으로 보기에 너무 가까운 {band}개는 어느 손실에도 들어가지 않습니다.</translation>
    </message>
    <message>
        <source>No default box reaches IoU {threshold}, and none is left for it: nothing learns it.</source>
        <translation>IoU {threshold}에 이르는 기본 박스가 없고 남은 것도 없어, 학습하는 박스가 없습니다.</translation>
    </message>
    <message>
        <source>No default box reaches IoU {threshold}. Only the one that one-to-one matching gives it learns it, from IoU {iou}.</source>
        <translation>IoU {threshold}에 이르는 기본 박스가 없습니다. 일대일 매칭이 준 하나(IoU {iou})만 학습합니다.</translation>
    </message>
    <message>
        <source>No shipped plan, network or tile size overlaps it better; a plan fitted to your boxes may.</source>
        <translation>더 잘 겹치는 기본 제공 플랜, 네트워크, 타일 크기가 없습니다. 내 박스에 맞춘 플랜은 다를 수 있습니다.</translation>
    </message>
    <message>
        <source>What would help:</source>
        <translation>도움이 되는 것:</translation>
    </message>
    <message>
        <source>tiles of {name} px: IoU {iou}</source>
        <translation>{name} px 타일: IoU {iou}</translation>
    </message>
    <message>
        <source>{network} with plan {name}: IoU {iou}</source>
        <translation>{network}와(과) 플랜 {name}: IoU {iou}</translation>
    </message>
    <message>
        <source>plan {name}: IoU {iou}</source>
        <translation>플랜 {name}: IoU {iou}</translation>
    </message>
    <message>
        <source> (not enough yet)</source>
        <translation> (아직 부족)</translation>
    </message>
    <message>
        <source>If the last one won, {taker} would take its best default box and nothing would learn it.</source>
        <translation>마지막 객체가 이기면 {taker}이(가) 최고의 기본 박스를 가져가 이 객체를 학습하는 박스가 없습니다.</translation>
    </message>
    <message>
        <source>If the last one won, {taker} would take its best default box and {left} would learn it.</source>
        <translation>마지막 객체가 이기면 {taker}이(가) 최고의 기본 박스를 가져가고 {left}개가 학습합니다.</translation>
    </message>
</context>
<context>
    <name>MediaController</name>
    <message>
        <source>{name} - SSD Desktop</source>
        <translation>{name} - SSD Desktop</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>일시 정지(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>재생(&amp;P)</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close message</source>
        <translation>메시지 닫기</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>&quot;box&quot; of {where} has no area</source>
        <translation>{where}의 &quot;box&quot;에 넓이가 없습니다</translation>
    </message>
    <message>
        <source>&quot;box&quot; of {where} is not four numbers</source>
        <translation>{where}의 &quot;box&quot;가 숫자 네 개가 아닙니다</translation>
    </message>
    <message>
        <source>&quot;version&quot; is no whole number from 1 on</source>
        <translation>&quot;version&quot;이 1 이상의 정수가 아닙니다</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; cannot be merged into itself; choose another class.</source>
        <translation>&quot;{name}&quot; 클래스는 자기 자신과 합칠 수 없습니다. 다른 클래스를 고르세요.</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; of {where} is neither true nor false</source>
        <translation>{where}의 &quot;{name}&quot; 값이 true도 false도 아닙니다</translation>
    </message>
    <message>
        <source>&quot;{plain}&quot;, which is no number</source>
        <translation>숫자가 아닌 &quot;{plain}&quot;</translation>
    </message>
    <message>
        <source>296 photographs with 527 playing cards, by Edje Electronics (split train of github.com/EdjeElectronics/TensorFlow-Object-Detection-API-Tutorial-Train-Multiple-Objects-Windows-10)</source>
        <translation>Edje Electronics의 카드 527장이 있는 이미지 296장(github.com/EdjeElectronics/TensorFlow-Object-Detection-API-Tutorial-Train-Multiple-Objects-Windows-10의 train 분할)</translation>
    </message>
    <message>
        <source>4,106 photographs of PASCAL VOC2012 with their boxes; 1,349 of Caltech-101 and NYU Depth v2 with boxes found by NanoDet-Plus-m</source>
        <translation>PASCAL VOC2012의 이미지 4,106장과 그 박스, Caltech-101과 NYU Depth v2의 이미지 1,349장과 NanoDet-Plus-m이 찾은 박스</translation>
    </message>
    <message>
        <source>A batch of {batch_size} images cannot be shared equally by {parts} processes; choose a batch size that is a multiple of {parts2}.</source>
        <translation>이미지 {batch_size}장의 배치는 프로세스 {parts}개에 똑같이 나눌 수 없습니다. {parts2}의 배수인 배치 크기를 고르세요.</translation>
    </message>
    <message>
        <source>A box plan cannot be fitted to {len} boxes; label at least {least_boxes}, or take the plan auto.</source>
        <translation>박스 {len}개에는 박스 플랜을 맞출 수 없습니다. {least_boxes}개 이상 라벨링하거나 auto 플랜을 쓰세요.</translation>
    </message>
    <message>
        <source>A change of classes was cut off; {restored} files were put back as they were.</source>
        <translation>클래스를 바꾸던 작업이 끊겨 파일 {restored}개를 원래대로 되돌렸습니다.</translation>
    </message>
    <message>
        <source>A change of many annotation files was cut off and cannot be taken back ({reason}); make the files writable and open the folder again.</source>
        <translation>여러 어노테이션 파일을 바꾸던 작업이 끊겼고 되돌릴 수 없습니다({reason}). 파일을 쓸 수 있게 한 뒤 폴더를 다시 여세요.</translation>
    </message>
    <message>
        <source>A checkpoint is saved as float32 or float16, not as {dtype}.</source>
        <translation>체크포인트는 {dtype} 형식이 아니라 float32나 float16으로 저장됩니다.</translation>
    </message>
    <message>
        <source>A class needs a name without line breaks and without blanks around it; type another.</source>
        <translation>클래스 이름에는 줄 바꿈이나 앞뒤 공백이 있을 수 없습니다. 다른 이름을 입력하세요.</translation>
    </message>
    <message>
        <source>A model cannot be named {name}; use letters and digits.</source>
        <translation>모델 이름으로 {name}은(는) 쓸 수 없습니다. 글자와 숫자를 쓰세요.</translation>
    </message>
    <message>
        <source>A training or a measurement is going on; compare the pictures when it has ended.</source>
        <translation>학습이나 측정이 진행 중입니다. 끝난 뒤에 이미지를 비교하세요.</translation>
    </message>
    <message>
        <source>AP50 of the new classes: {value}.</source>
        <translation>새 클래스의 AP50: {value}.</translation>
    </message>
    <message>
        <source>AP50 of the old classes: {value} before, {value2} after.</source>
        <translation>이전 클래스의 AP50: 학습 전 {value}, 학습 후 {value2}.</translation>
    </message>
    <message>
        <source>An object has label {highest}, but the network&apos;s last class is {value}; train with the class list of the data.</source>
        <translation>라벨 번호가 {highest}인 객체가 있지만 네트워크의 마지막 클래스는 {value}입니다. 데이터의 클래스 목록으로 학습하세요.</translation>
    </message>
    <message>
        <source>An object of {place} has label {highest}, but the detector knows {len} classes; read the labels with the class list of the detector.</source>
        <translation>{place}의 객체에 라벨 번호 {highest}이(가) 있지만 검출기가 아는 클래스는 {len}개입니다. 검출기의 클래스 목록으로 라벨을 읽으세요.</translation>
    </message>
    <message>
        <source>And {value} more images.</source>
        <translation>그 밖에 이미지 {value}장.</translation>
    </message>
    <message>
        <source>Another engine could not be prepared ({reason}); PyTorch is used.</source>
        <translation>다른 엔진을 준비하지 못해({reason}) PyTorch를 씁니다.</translation>
    </message>
    <message>
        <source>Another process of this training ended or no longer answers; its own message says why. What was saved before is kept: start all of them again with --resume.</source>
        <translation>이 학습의 다른 프로세스가 끝났거나 응답하지 않습니다. 이유는 그 프로세스의 메시지에 있습니다. 그 전에 저장한 것은 남아 있으니 모두 --resume으로 다시 시작하세요.</translation>
    </message>
    <message>
        <source>Another program has changed the tracks {path}; load them anew or keep your own.</source>
        <translation>다른 프로그램이 트랙 {path}을(를) 바꾸었습니다. 새로 불러오거나 지금 것을 유지하세요.</translation>
    </message>
    <message>
        <source>Another window edits the labels of this folder; close the folder there to edit them here.</source>
        <translation>다른 창에서 이 폴더의 라벨을 편집하고 있습니다. 여기서 편집하려면 그 창에서 폴더를 닫으세요.</translation>
    </message>
    <message>
        <source>Another window edits the tracks of this video; close the video there to edit them here.</source>
        <translation>다른 창에서 이 동영상의 트랙을 편집하고 있습니다. 여기서 편집하려면 그 창에서 동영상을 닫으세요.</translation>
    </message>
    <message>
        <source>Another window is changing classes; wait until it is done.</source>
        <translation>다른 창에서 클래스를 바꾸고 있습니다. 끝날 때까지 기다리세요.</translation>
    </message>
    <message>
        <source>Another window or command trains the run {folder}; stop it there first.</source>
        <translation>다른 창이나 명령이 {folder} 실행을 학습하고 있습니다. 먼저 그쪽에서 중지하세요.</translation>
    </message>
    <message>
        <source>Batches of one image cannot hold new and old ones; use a batch_size of at least 2.</source>
        <translation>이미지 한 장짜리 배치에는 새 이미지와 옛 이미지를 함께 넣을 수 없습니다. batch_size를 2 이상으로 하세요.</translation>
    </message>
    <message>
        <source>Both {other} and {path} describe the split &quot;{split}&quot;; keep one of them there.</source>
        <translation>{other}와(과) {path} 둘 다 &quot;{split}&quot; 분할을 설명합니다. 하나만 남기세요.</translation>
    </message>
    <message>
        <source>Box plan {name}: {recall} of the training boxes are reached by a default box (IoU 0.5), mean best IoU {mean_best_iou}, {positives} positives an object.</source>
        <translation>박스 플랜 {name}: 학습 박스의 {recall}에 기본 박스가 닿습니다(IoU 0.5). 평균 최고 IoU {mean_best_iou}, 객체당 양성 {positives}개.</translation>
    </message>
    <message>
        <source>Box {index} of image {image} of the batch has no area ({edges}); correct or remove it in its file.</source>
        <translation>배치의 {image}번째 이미지에 있는 박스 {index}의 넓이가 없습니다({edges}). 파일에서 고치거나 지우세요.</translation>
    </message>
    <message>
        <source>Camera {address} ({value}) is connected but cannot be opened; close the program that uses it or allow this one to use it.</source>
        <translation>카메라 {address}({value})이(가) 연결되어 있지만 열 수 없습니다. 사용 중인 프로그램을 닫거나 이 프로그램에 사용을 허용하세요.</translation>
    </message>
    <message>
        <source>Camera {address} cannot be opened because no camera was found; connect one and try again.</source>
        <translation>카메라를 찾지 못해 카메라 {address}을(를) 열 수 없습니다. 카메라를 연결하고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>Camera {address} stopped; it may have been unplugged: connect and open it again.</source>
        <translation>카메라 {address}이(가) 멈췄습니다. 빠졌을 수 있으니 연결하고 다시 여세요.</translation>
    </message>
    <message>
        <source>Classes it already knows: {join}.</source>
        <translation>이미 아는 클래스: {join}.</translation>
    </message>
    <message>
        <source>Classes it forgets, because the data has no such name: {join}.</source>
        <translation>데이터에 같은 이름이 없어 잊는 클래스: {join}.</translation>
    </message>
    <message>
        <source>Classes it has to learn from the beginning: {join}.</source>
        <translation>처음부터 학습할 클래스: {join}.</translation>
    </message>
    <message>
        <source>Device or resource busy</source>
        <translation>장치나 자원이 사용 중임</translation>
    </message>
    <message>
        <source>Directory not empty</source>
        <translation>폴더가 비어 있지 않음</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>디스크 할당량 초과</translation>
    </message>
    <message>
        <source>Each image is shown in {views} augmented views. What the layers frozen up to {freeze} make of them is computed once and kept, so that passes after the first {views2} are quicker.</source>
        <translation>이미지마다 증강된 모습 {views}개를 보여 줍니다. {freeze}까지 고정된 층의 결과는 한 번만 계산해 보관하므로 처음 {views2}번 이후의 반복은 더 빠릅니다.</translation>
    </message>
    <message>
        <source>Epoch {number} has {len} batches; it cannot be taken up at batch {start_batch}.</source>
        <translation>에폭 {number}에는 배치가 {len}개 있어 배치 {start_batch}에서 이어 갈 수 없습니다.</translation>
    </message>
    <message>
        <source>Every image of a batch needs one label and one of each flag for each of its boxes.</source>
        <translation>배치의 모든 이미지는 박스마다 라벨 하나와 표시가 하나씩 있어야 합니다.</translation>
    </message>
    <message>
        <source>Every view of a mosaic must have the side of its part.</source>
        <translation>모자이크의 각 조각은 그 부분과 변의 길이가 같아야 합니다.</translation>
    </message>
    <message>
        <source>Expecting &apos;,&apos; delimiter</source>
        <translation>구분자 &apos;,&apos;가 있어야 합니다</translation>
    </message>
    <message>
        <source>Expecting &apos;:&apos; delimiter</source>
        <translation>구분자 &apos;:&apos;이 있어야 합니다</translation>
    </message>
    <message>
        <source>Expecting property name enclosed in double quotes</source>
        <translation>큰따옴표로 묶은 속성 이름이 있어야 합니다</translation>
    </message>
    <message>
        <source>Expecting value</source>
        <translation>값이 있어야 합니다</translation>
    </message>
    <message>
        <source>Exporting {what} needs {join}; add it with: pip install &apos;{install}&apos;</source>
        <translation>{what} 내보내기에는 {join}이(가) 필요합니다. 다음으로 설치하세요: pip install &apos;{install}&apos;</translation>
    </message>
    <message>
        <source>Extra data</source>
        <translation>뒤에 다른 내용이 있음</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>파일 이름이 너무 김</translation>
    </message>
    <message>
        <source>File too large</source>
        <translation>파일이 너무 큼</translation>
    </message>
    <message>
        <source>Found {value} objects with a score of {missing_object_score} or more, which are trained on as labelled ones; {value2} less certain ones from {missing_ignore_score} are neither object nor background.</source>
        <translation>점수 {missing_object_score} 이상인 객체 {value}개를 찾아 라벨이 있는 것으로 학습합니다. {missing_ignore_score}부터의 덜 확실한 {value2}개는 객체로도 배경으로도 세지 않습니다.</translation>
    </message>
    <message>
        <source>Hardly any image of {name} can be read any more; the last one was {image_path}.</source>
        <translation>{name}의 이미지를 거의 읽을 수 없게 되었습니다. 마지막은 {image_path}입니다.</translation>
    </message>
    <message>
        <source>Illegal trailing comma before end of array</source>
        <translation>배열 끝에 쓸 수 없는 쉼표</translation>
    </message>
    <message>
        <source>Illegal trailing comma before end of object</source>
        <translation>객체 끝에 쓸 수 없는 쉼표</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>입출력 오류</translation>
    </message>
    <message>
        <source>Invalid \escape</source>
        <translation>잘못된 \ 이스케이프</translation>
    </message>
    <message>
        <source>Invalid \uXXXX escape</source>
        <translation>잘못된 \uXXXX 이스케이프</translation>
    </message>
    <message>
        <source>Invalid control character at</source>
        <translation>쓸 수 없는 제어 문자</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>폴더임</translation>
    </message>
    <message>
        <source>Its first layer is VGG16&apos;s own for BGR pictures, so its channels were turned round to take RGB.</source>
        <translation>첫 층이 BGR 이미지용 VGG16의 것이라 RGB를 받도록 채널 순서를 뒤집었습니다.</translation>
    </message>
    <message>
        <source>Looked at {done} of {total} images.</source>
        <translation>이미지 {total}장 중 {done}장을 살펴봤습니다.</translation>
    </message>
    <message>
        <source>Looks for objects that {name} does not label in its {count} images: {names}.</source>
        <translation>{name}의 이미지 {count}장에서 라벨이 없는 객체를 찾습니다: {names}.</translation>
    </message>
    <message>
        <source>Lower learning_rate or raise warmup_steps, and check these boxes. The checkpoints of earlier epochs are kept.</source>
        <translation>learning_rate를 낮추거나 warmup_steps를 늘리고 이 박스들을 확인하세요. 이전 에폭의 체크포인트는 남아 있습니다.</translation>
    </message>
    <message>
        <source>Measured on photographs of this project&apos;s own split: no figure of VOC07 or VOC2012. Small objects, bottles, plants and tables are seldom found; other rooms, poses and lights than in photographs may be, too.</source>
        <translation>이 프로젝트가 따로 나눈 이미지로 측정했으므로 VOC07이나 VOC2012의 수치가 아닙니다. 작은 객체, 병, 화분, 탁자는 잘 찾지 못합니다. 학습한 이미지와 다른 실내, 자세, 조명에서도 놓칠 수 있습니다.</translation>
    </message>
    <message>
        <source>Measures the old classes on the {len} images of {name} before training.</source>
        <translation>학습 전에 {name}의 이미지 {len}장으로 이전 클래스를 측정합니다.</translation>
    </message>
    <message>
        <source>No annotation file of {root} describes images in {parent}; it is not clear where the labels belong: put the images into a folder that one describes.</source>
        <translation>{root}의 어노테이션 파일 가운데 {parent}의 이미지를 설명하는 것이 없어 라벨을 둘 곳이 분명하지 않습니다. 설명이 있는 폴더로 이미지를 옮기세요.</translation>
    </message>
    <message>
        <source>No class can be called &quot;{name}&quot;: class 0 is always the background; type another name.</source>
        <translation>클래스 이름으로 &quot;{name}&quot;은(는) 쓸 수 없습니다. 클래스 0은 언제나 배경입니다. 다른 이름을 입력하세요.</translation>
    </message>
    <message>
        <source>No image is larger than a tile would be: whole pictures are used.</source>
        <translation>타일보다 큰 이미지가 없어 전체 이미지를 씁니다.</translation>
    </message>
    <message>
        <source>No image of {name} can be evaluated; the first reason: {value}</source>
        <translation>{name}의 이미지를 하나도 평가할 수 없습니다. 첫 번째 이유: {value}</translation>
    </message>
    <message>
        <source>No network has these feature maps; choose one of the shipped plans to start from.</source>
        <translation>이 특징 맵을 가진 네트워크가 없습니다. 기본 제공 플랜 가운데 하나에서 시작하세요.</translation>
    </message>
    <message>
        <source>No object in {name} can be used; the first reason: {value}</source>
        <translation>{name}의 객체를 하나도 쓸 수 없습니다. 첫 번째 이유: {value}</translation>
    </message>
    <message>
        <source>No object of {image} can be used; correct their boxes.</source>
        <translation>{image}의 객체를 하나도 쓸 수 없습니다. 박스를 고치세요.</translation>
    </message>
    <message>
        <source>No plan is fitted: {len} boxes are fewer than {least_boxes}.</source>
        <translation>플랜을 맞추지 않습니다. 박스 {len}개는 최소 {least_boxes}개보다 적습니다.</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>디스크에 남은 공간 없음</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>그런 파일이나 폴더가 없음</translation>
    </message>
    <message>
        <source>None of its objects can be used; the image was left out, since it would be trained on as background.</source>
        <translation>쓸 수 있는 객체가 하나도 없습니다. 배경으로 학습되지 않도록 이미지를 제외했습니다.</translation>
    </message>
    <message>
        <source>None of the pictures in {pictures} can be read; name a folder with pictures.</source>
        <translation>{pictures}의 이미지를 하나도 읽을 수 없습니다. 이미지가 있는 폴더를 지정하세요.</translation>
    </message>
    <message>
        <source>None of the validation images of {name} is left; train again to compare.</source>
        <translation>{name}의 검증 이미지가 하나도 남아 있지 않습니다. 비교하려면 다시 학습하세요.</translation>
    </message>
    <message>
        <source>None of the {len} labelled images of {name} has an object; label some first.</source>
        <translation>{name}의 라벨링된 이미지 {len}장에 객체가 하나도 없습니다. 먼저 몇 개를 라벨링하세요.</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>폴더가 아님</translation>
    </message>
    <message>
        <source>Not all files could be written ({reason}), nor put back ({reason2}); they will be put back when a folder is opened next.</source>
        <translation>일부 파일을 쓰지 못했고({reason}) 되돌리지도 못했습니다({reason2}). 다음에 폴더를 열 때 되돌립니다.</translation>
    </message>
    <message>
        <source>Not all files could be written ({reason}), so all were put back as they were; free space or check the folder, then try again.</source>
        <translation>일부 파일을 쓰지 못해({reason}) 모두 원래대로 되돌렸습니다. 공간을 비우거나 폴더를 확인한 뒤 다시 시도하세요.</translation>
    </message>
    <message>
        <source>Of the {len} images of {name} no part to validate on can be split off; take another share or rule.</source>
        <translation>{name}의 이미지 {len}장에서 검증에 쓸 부분을 나눌 수 없습니다. 다른 비율이나 규칙을 쓰세요.</translation>
    </message>
    <message>
        <source>Only a detector has classes to keep; start from one, not from vgg16.</source>
        <translation>유지할 클래스는 검출기에만 있습니다. vgg16이 아니라 검출기에서 시작하세요.</translation>
    </message>
    <message>
        <source>Only a detector that sees whole pictures at once can be explained; choose another.</source>
        <translation>이미지 전체를 한 번에 보는 검출기만 설명할 수 있습니다. 다른 검출기를 고르세요.</translation>
    </message>
    <message>
        <source>OpenVINO cannot run this model here ({value}); choose the engine torch.</source>
        <translation>여기서는 OpenVINO로 이 모델을 실행할 수 없습니다({value}). torch 엔진을 고르세요.</translation>
    </message>
    <message>
        <source>OpenVINO is not installed; choose the engine torch, or add it with: pip install openvino</source>
        <translation>OpenVINO가 설치되어 있지 않습니다. torch 엔진을 고르거나 다음으로 설치하세요: pip install openvino</translation>
    </message>
    <message>
        <source>Process {rank} was started with other {name} than process 0; give all of them the same command, data and run folder.</source>
        <translation>프로세스 {rank}은(는) 프로세스 0과 다른 {name}(으)로 시작되었습니다. 모두 같은 명령, 데이터, 실행 폴더를 쓰세요.</translation>
    </message>
    <message>
        <source>PyTorch does not compute in int8; choose the engine openvino or another precision.</source>
        <translation>PyTorch는 int8로 계산하지 않습니다. openvino 엔진이나 다른 정밀도를 고르세요.</translation>
    </message>
    <message>
        <source>SGD, learning rate 0.004 for a batch of 32, batch 8, 1332 steps, cosine schedule, frozen up to conv4_3, bfloat16</source>
        <translation>SGD, 배치 32 기준 학습률 0.004, 배치 8, 1332단계, cosine 스케줄, conv4_3까지 고정, bfloat16</translation>
    </message>
    <message>
        <source>Several processes cannot train on {device}; use --device auto, cuda or cpu.</source>
        <translation>{device}에서는 여러 프로세스로 학습할 수 없습니다. --device auto, cuda, cpu 가운데 하나를 쓰세요.</translation>
    </message>
    <message>
        <source>Starts from {name}, which is {value}: its base and the layers up to {value2} are taken over; the layers of {value3} after it and the heads are new, scaled on your images, so all classes have to be learned.</source>
        <translation>{name}({value})에서 시작합니다. 기반 네트워크와 {value2}까지의 층을 이어받고, 그 뒤 {value3}의 층과 헤드는 새로 만들어 내 이미지에 맞춰 크기를 조정하므로 모든 클래스를 새로 학습해야 합니다.</translation>
    </message>
    <message>
        <source>Starts from {name}, {title} for classification; all layers after {last} are new, scaled on your images.</source>
        <translation>분류용 {title}인 {name}에서 시작합니다. {last} 뒤의 층은 모두 새로 만들어 내 이미지에 맞춰 크기를 조정합니다.</translation>
    </message>
    <message>
        <source>Starts from {name}: base, auxiliary layers and offsets are taken over.</source>
        <translation>{name}에서 시작합니다. 기반 네트워크, 보조 층, 오프셋을 이어받습니다.</translation>
    </message>
    <message>
        <source>Starts from {title} trained on ImageNet; all layers after {last} are new, scaled on your images.</source>
        <translation>ImageNet으로 학습된 {title}에서 시작합니다. {last} 뒤의 층은 모두 새로 만들어 내 이미지에 맞춰 크기를 조정합니다.</translation>
    </message>
    <message>
        <source>Targets need boxes [B, G, 4], labels [B, G], ignore [B, G] and crowd [B, G], not {list}, {list2}, {list3} and {list4}.</source>
        <translation>목표에는 박스 [B, G, 4], 라벨 [B, G], ignore [B, G], crowd [B, G]가 필요하지만 {list}, {list2}, {list3}, {list4}입니다.</translation>
    </message>
    <message>
        <source>TensorBoard files need the tensorboard package: install it with pip install tensorboard, or train with tensorboard = false.</source>
        <translation>TensorBoard 파일에는 tensorboard 패키지가 필요합니다. pip install tensorboard로 설치하거나 tensorboard = false로 학습하세요.</translation>
    </message>
    <message>
        <source>The VGG16 weights have no fitting {key} for layer {name}; reinstall SSD Desktop to restore them.</source>
        <translation>VGG16 가중치에 층 {name}에 맞는 {key}이(가) 없습니다. SSD Desktop을 다시 설치하세요.</translation>
    </message>
    <message>
        <source>The annotation file {path} cannot be read ({reason}); check its permissions.</source>
        <translation>어노테이션 파일 {path}을(를) 읽을 수 없습니다({reason}). 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>The annotation file {path} cannot be read ({reason}); check the path and its permissions.</source>
        <translation>어노테이션 파일 {path}을(를) 읽을 수 없습니다({reason}). 경로와 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>The annotation file {path} changes all the time; try again when it is at rest.</source>
        <translation>어노테이션 파일 {path}이(가) 계속 바뀌고 있습니다. 멈춘 뒤 다시 시도하세요.</translation>
    </message>
    <message>
        <source>The annotation file {path} does not exist; check the path.</source>
        <translation>어노테이션 파일 {path}이(가) 없습니다. 경로를 확인하세요.</translation>
    </message>
    <message>
        <source>The annotation file {path} does not fit its image: the size inside is {declared}, that of the image {size}, and the box of {title}{where} lies outside; label the picture again or restore the one it was made for.</source>
        <translation>어노테이션 파일 {path}이(가) 이미지와 맞지 않습니다. 파일에 적힌 크기는 {declared}, 이미지 크기는 {size}이고 {title}{where}의 박스가 밖에 있습니다. 이미지를 다시 라벨링하거나 원래 이미지를 되살리세요.</translation>
    </message>
    <message>
        <source>The annotation file {path} has no list of {key}; write it anew.</source>
        <translation>어노테이션 파일 {path}에 {key} 목록이 없습니다. 다시 만드세요.</translation>
    </message>
    <message>
        <source>The annotation file {path} is larger than 1 GB; split it into several.</source>
        <translation>어노테이션 파일 {path}이(가) 1 GB보다 큽니다. 여러 개로 나누세요.</translation>
    </message>
    <message>
        <source>The annotation file {path} is larger than 64 MB; choose that of a single image.</source>
        <translation>어노테이션 파일 {path}이(가) 64 MB보다 큽니다. 이미지 한 장의 파일을 고르세요.</translation>
    </message>
    <message>
        <source>The annotation file {path} is no readable JSON ({reason}); repair it or write it anew.</source>
        <translation>어노테이션 파일 {path}은(는) 읽을 수 있는 JSON이 아닙니다({reason}). 고치거나 다시 만드세요.</translation>
    </message>
    <message>
        <source>The annotation file {path} is no readable JSON; repair it or write it anew.</source>
        <translation>어노테이션 파일 {path}은(는) 읽을 수 있는 JSON이 아닙니다. 고치거나 다시 만드세요.</translation>
    </message>
    <message>
        <source>The annotation file {path} was changed by another program; load it anew or replace it.</source>
        <translation>다른 프로그램이 어노테이션 파일 {path}을(를) 바꾸었습니다. 새로 불러오거나 덮어쓰세요.</translation>
    </message>
    <message>
        <source>The annotation file {path} was not written ({reason}); choose another folder.</source>
        <translation>어노테이션 파일 {path}을(를) 쓰지 못했습니다({reason}). 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>The annotation file {path} was not written ({reason}); free space or check the folder, then save again.</source>
        <translation>어노테이션 파일 {path}을(를) 쓰지 못했습니다({reason}). 공간을 비우거나 폴더를 확인한 뒤 다시 저장하세요.</translation>
    </message>
    <message>
        <source>The annotation {path} was not written ({reason}); choose another folder.</source>
        <translation>어노테이션 {path}을(를) 쓰지 못했습니다({reason}). 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>The annotation {path} was not written: a box has an edge that is no number; draw it anew.</source>
        <translation>어노테이션 {path}을(를) 쓰지 못했습니다. 숫자가 아닌 변이 있는 박스가 있으니 다시 그리세요.</translation>
    </message>
    <message>
        <source>The annotation {path} was not written: a name or note in it has the character {value}, which XML cannot hold; change it.</source>
        <translation>어노테이션 {path}을(를) 쓰지 못했습니다. 이름이나 메모에 XML에 담을 수 없는 문자 {value}이(가) 있으니 바꾸세요.</translation>
    </message>
    <message>
        <source>The batch size is {size}, chosen automatically: how much memory is free is not known, and more than {most} images gain nothing here.</source>
        <translation>배치 크기는 자동으로 {size}(으)로 정했습니다. 남은 메모리를 알 수 없으며, 여기서는 {most}장을 넘겨도 나아지지 않습니다.</translation>
    </message>
    <message>
        <source>The batch size is {size}, chosen automatically: {value} GB of memory are free, and more than {most} images gain nothing here.</source>
        <translation>배치 크기는 자동으로 {size}(으)로 정했습니다. 남은 메모리는 {value} GB이며, 여기서는 {most}장을 넘겨도 나아지지 않습니다.</translation>
    </message>
    <message>
        <source>The batch was {named} and {more} more images.</source>
        <translation>배치: {named} 그리고 이미지 {more}장.</translation>
    </message>
    <message>
        <source>The batch was {named}.</source>
        <translation>배치: {named}.</translation>
    </message>
    <message>
        <source>The box plan {name} clips {clip}, which torchvision cannot; only plans that clip nothing or the size can be used there.</source>
        <translation>박스 플랜 {name}의 자르기 방식 {clip}은(는) torchvision에서 쓸 수 없습니다. 자르지 않거나 크기만 자르는 플랜만 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>The checkpoint {name} cannot be written into {parent}: {reason}; choose a folder with free space that you may write to.</source>
        <translation>체크포인트 {name}을(를) {parent}에 쓸 수 없습니다: {reason}. 공간이 있고 쓸 수 있는 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>The class &quot;{name}&quot; cannot be written to {path}; give it another name.</source>
        <translation>클래스 &quot;{name}&quot;을(를) {path}에 쓸 수 없습니다. 다른 이름을 쓰세요.</translation>
    </message>
    <message>
        <source>The class list is empty; it needs at least one name.</source>
        <translation>클래스 목록이 비어 있습니다. 이름이 하나 이상 필요합니다.</translation>
    </message>
    <message>
        <source>The class list lacks {value} of {name}; add it.</source>
        <translation>클래스 목록에 {name}의 {value}이(가) 없습니다. 추가하세요.</translation>
    </message>
    <message>
        <source>The class list names the background; leave it out, since class 0 is always the background.</source>
        <translation>클래스 목록에 배경이 있습니다. 클래스 0은 언제나 배경이니 빼세요.</translation>
    </message>
    <message>
        <source>The class list names {value} twice; leave one of them out.</source>
        <translation>클래스 목록에 {value}이(가) 두 번 있습니다. 하나를 빼세요.</translation>
    </message>
    <message>
        <source>The class list {path} cannot be read ({reason}); check its permissions.</source>
        <translation>클래스 목록 {path}을(를) 읽을 수 없습니다({reason}). 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>The class list {path} has &quot;{name}&quot; in line {first} and {number}; take one out.</source>
        <translation>클래스 목록 {path}의 {first}번째 줄과 {number}번째 줄에 &quot;{name}&quot;이(가) 있습니다. 하나를 빼세요.</translation>
    </message>
    <message>
        <source>The class list {path} has no name; write one a line.</source>
        <translation>클래스 목록 {path}에 이름이 없습니다. 한 줄에 하나씩 쓰세요.</translation>
    </message>
    <message>
        <source>The class list {path} has no usable name in line {value}; rename it.</source>
        <translation>클래스 목록 {path}의 {value}번째 줄에 쓸 수 있는 이름이 없습니다. 이름을 바꾸세요.</translation>
    </message>
    <message>
        <source>The class list {path} is gone; bring it back, for nothing else says what the numbers mean.</source>
        <translation>클래스 목록 {path}이(가) 없어졌습니다. 번호의 뜻을 알려 주는 다른 것이 없으니 되돌려 놓으세요.</translation>
    </message>
    <message>
        <source>The class list {path} names &quot;{name}&quot; in line {number}; take it out, because class 0 is always the background and an entry for it would shift all labels.</source>
        <translation>클래스 목록 {path}의 {number}번째 줄에 &quot;{name}&quot;이(가) 있습니다. 클래스 0은 언제나 배경이고 그 항목이 있으면 모든 라벨이 밀리므로 빼세요.</translation>
    </message>
    <message>
        <source>The class list {path} was not written ({reason}); choose another folder.</source>
        <translation>클래스 목록 {path}을(를) 쓰지 못했습니다({reason}). 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>The class list {path} was not written ({reason}); free space or check the folder, then save again.</source>
        <translation>클래스 목록 {path}을(를) 쓰지 못했습니다({reason}). 공간을 비우거나 폴더를 확인한 뒤 다시 저장하세요.</translation>
    </message>
    <message>
        <source>The class name {name} ({number}) cannot be written to {path}; rename it.</source>
        <translation>클래스 이름 {name}({number})을(를) {path}에 쓸 수 없습니다. 이름을 바꾸세요.</translation>
    </message>
    <message>
        <source>The class names in {class_file} cannot be read ({reason}); check the file.</source>
        <translation>{class_file}의 클래스 이름을 읽을 수 없습니다({reason}). 파일을 확인하세요.</translation>
    </message>
    <message>
        <source>The class names in {path} cannot be changed safely; change them there by hand and open the folder anew.</source>
        <translation>{path}의 클래스 이름은 안전하게 바꿀 수 없습니다. 파일에서 직접 바꾸고 폴더를 다시 여세요.</translation>
    </message>
    <message>
        <source>The classes in {path} were changed by another program; close the folder and open it anew.</source>
        <translation>다른 프로그램이 {path}의 클래스를 바꾸었습니다. 폴더를 닫고 다시 여세요.</translation>
    </message>
    <message>
        <source>The classes of {name} do not begin with {join}.</source>
        <translation>{name}의 클래스가 {join}(으)로 시작하지 않습니다.</translation>
    </message>
    <message>
        <source>The classes {shown} cannot be added to {path} safely; add them there by hand and open it anew.</source>
        <translation>클래스 {shown}을(를) {path}에 안전하게 추가할 수 없습니다. 파일에 직접 추가하고 다시 여세요.</translation>
    </message>
    <message>
        <source>The connection to {host} was lost after {value} of {value2} MB; download again, it goes on from there.</source>
        <translation>{host} 연결이 {value}/{value2} MB에서 끊겼습니다. 다시 내려받으면 거기서 이어집니다.</translation>
    </message>
    <message>
        <source>The data&apos;s class {name} and {known} of {start} differ in case, blanks or hyphens only and count as two classes; rename one of them if they mean the same.</source>
        <translation>데이터의 클래스 {name}와(과) {start}의 {known}은(는) 대소문자, 공백, 붙임표만 달라 서로 다른 클래스로 셉니다. 같은 뜻이면 한쪽의 이름을 바꾸세요.</translation>
    </message>
    <message>
        <source>The detector failed on {source}: {reason} (details are in the log file).</source>
        <translation>{source}에서 검출기가 실패했습니다: {reason}(자세한 내용은 로그 파일에 있습니다).</translation>
    </message>
    <message>
        <source>The device has not enough memory for a single image at a time; free its memory, freeze more of the base, or train on another device.</source>
        <translation>장치의 메모리가 이미지 한 장에도 부족합니다. 메모리를 비우거나, 기반 네트워크를 더 고정하거나, 다른 장치에서 학습하세요.</translation>
    </message>
    <message>
        <source>The devices of this machine could not be listed: {reason} (details are in the log file).</source>
        <translation>이 컴퓨터의 장치를 나열하지 못했습니다: {reason}(자세한 내용은 로그 파일에 있습니다).</translation>
    </message>
    <message>
        <source>The disk of {folder} is full ({reason}); free space and download again.</source>
        <translation>{folder}의 디스크가 가득 찼습니다({reason}). 공간을 비우고 다시 내려받으세요.</translation>
    </message>
    <message>
        <source>The download of {name} was cancelled.</source>
        <translation>{name} 다운로드가 취소되었습니다.</translation>
    </message>
    <message>
        <source>The earlier run in {folder} detected with {model} {on} from a score of {score}; go on with the same, or choose another --output folder.</source>
        <translation>{folder}의 이전 실행은 {model}(으)로 {on} 점수 {score} 이상을 검출했습니다. 같은 설정으로 계속하거나 다른 --output 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>The export cannot be written into {target}: {reason}; choose a folder with free space.</source>
        <translation>내보낸 모델을 {target}에 쓸 수 없습니다: {reason}. 공간이 있는 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>The export cannot be written into {target}: {reason}; choose another folder.</source>
        <translation>내보낸 모델을 {target}에 쓸 수 없습니다: {reason}. 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>The export to {format} failed: {reason} (--debug shows where).</source>
        <translation>{format} 내보내기에 실패했습니다: {reason} (--debug로 위치를 볼 수 있습니다).</translation>
    </message>
    <message>
        <source>The exported model was not kept, since it answers differently than PyTorch: boxes by up to {pixels} px, scores by up to {score}, {lost} of {detections} detections missing; please report this with the model&apos;s name and the format.</source>
        <translation>내보낸 모델이 PyTorch와 다르게 답해 저장하지 않았습니다. 박스는 최대 {pixels} px, 점수는 최대 {score} 차이가 나고 검출 {detections}개 가운데 {lost}개가 빠졌습니다. 모델 이름과 형식을 적어 알려 주세요.</translation>
    </message>
    <message>
        <source>The file names no box plan; {name} is taken, as {name2} has it.</source>
        <translation>파일에 박스 플랜이 없습니다. {name2}의 플랜인 {name}을(를) 씁니다.</translation>
    </message>
    <message>
        <source>The file names no classes; it has {count}, so those of {data} are taken.</source>
        <translation>파일에 클래스 이름이 없습니다. 클래스가 {count}개라서 {data}의 이름을 씁니다.</translation>
    </message>
    <message>
        <source>The file names no classes; they are called class_1 to class_{count} unless a class list names them.</source>
        <translation>파일에 클래스 이름이 없습니다. 클래스 목록을 주지 않으면 class_1~class_{count}(으)로 부릅니다.</translation>
    </message>
    <message>
        <source>The file {path} is no COCO annotation (no JSON object); choose another file.</source>
        <translation>파일 {path}은(는) COCO 어노테이션이 아닙니다(JSON 객체 아님). 다른 파일을 고르세요.</translation>
    </message>
    <message>
        <source>The file {path} is no Create ML annotation (no JSON list); choose another file.</source>
        <translation>파일 {path}은(는) Create ML 어노테이션이 아닙니다(JSON 목록 아님). 다른 파일을 고르세요.</translation>
    </message>
    <message>
        <source>The file {path} is no labelme annotation (no JSON object); choose another file.</source>
        <translation>파일 {path}은(는) labelme 어노테이션이 아닙니다(JSON 객체 아님). 다른 파일을 고르세요.</translation>
    </message>
    <message>
        <source>The file {path} is not understood ({error}); write it as Ultralytics does.</source>
        <translation>파일 {path}을(를) 이해할 수 없습니다({error}). Ultralytics 형식으로 쓰세요.</translation>
    </message>
    <message>
        <source>The file {path} was not written ({reason}); choose another folder.</source>
        <translation>파일 {path}을(를) 쓰지 못했습니다({reason}). 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>The file {path} was not written: the class &quot;{label}&quot; has no id.</source>
        <translation>파일 {path}을(를) 쓰지 못했습니다. 클래스 &quot;{label}&quot;에 번호가 없습니다.</translation>
    </message>
    <message>
        <source>The file {path} was not written: the size of {file_name} is not known.</source>
        <translation>파일 {path}을(를) 쓰지 못했습니다. {file_name}의 크기를 알 수 없습니다.</translation>
    </message>
    <message>
        <source>The fitted plan reaches {recall} of the boxes, {name} {recall2}: auto keeps a shipped plan unless fitting gains at least {margin} on held-back boxes.</source>
        <translation>맞춘 플랜은 박스의 {recall}에, {name}은(는) {recall2}에 닿습니다. 떼어 둔 박스에서 {margin} 이상 늘지 않으면 auto는 기본 제공 플랜을 유지합니다.</translation>
    </message>
    <message>
        <source>The folder of runs {folder} cannot be read ({reason}).</source>
        <translation>학습 실행 폴더 {folder}을(를) 읽을 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be read ({reason}); check its permissions.</source>
        <translation>폴더 {folder}을(를) 읽을 수 없습니다({reason}). 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be read ({strerror}); check the path.</source>
        <translation>폴더 {folder}을(를) 읽을 수 없습니다({strerror}). 경로를 확인하세요.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be written ({reason}); choose another one to grab into.</source>
        <translation>폴더 {folder}에 쓸 수 없습니다({reason}). 프레임을 저장할 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be written ({reason}); free space or choose another folder.</source>
        <translation>폴더 {folder}에 쓸 수 없습니다({reason}). 공간을 비우거나 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>The folder {folder} does not exist; check the path.</source>
        <translation>폴더 {folder}이(가) 없습니다. 경로를 확인하세요.</translation>
    </message>
    <message>
        <source>The folder {folder} has no pictures; open one with JPEG, PNG, BMP, WebP, TIFF or GIF files.</source>
        <translation>폴더 {folder}에 이미지가 없습니다. JPEG, PNG, BMP, WebP, TIFF, GIF 파일이 있는 폴더를 여세요.</translation>
    </message>
    <message>
        <source>The folder {folder} is not empty; choose a new or an empty one.</source>
        <translation>폴더 {folder}이(가) 비어 있지 않습니다. 새 폴더나 빈 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>The folder {folder}, where the labels of these pictures are kept, is gone; bring it back, or choose another place in the Edit menu.</source>
        <translation>이 이미지들의 라벨을 두는 폴더 {folder}이(가) 없어졌습니다. 되돌려 놓거나 편집 메뉴에서 다른 곳을 고르세요.</translation>
    </message>
    <message>
        <source>The folder {gone} is gone, so nothing was saved; bring it back and save again.</source>
        <translation>폴더 {gone}이(가) 없어져 아무것도 저장하지 못했습니다. 되돌려 놓고 다시 저장하세요.</translation>
    </message>
    <message>
        <source>{where} is no whole number from {least} on</source>
        <translation>{where}이(가) {least} 이상의 정수가 아닙니다</translation>
    </message>
    <message>
        <source>Nothing was named to open; name an image, a folder, a video, the number of a camera, or an http, https, rtsp or rtmp address.</source>
        <translation>열 대상이 없습니다. 이미지, 폴더, 동영상, 카메라 번호, 또는 http, https, rtsp, rtmp 주소를 지정하세요.</translation>
    </message>
    <message>
        <source>OpenVINO does not start on this machine ({reason}); choose the engine torch, or mend it with: pip install --force-reinstall openvino</source>
        <translation>이 컴퓨터에서 OpenVINO가 시작되지 않습니다({reason}). torch 엔진을 고르거나 다음으로 고치세요: pip install --force-reinstall openvino</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>허용되지 않는 작업</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>권한 없음</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>읽기 전용 파일 시스템</translation>
    </message>
    <message>
        <source>The address {text} is of a kind this program cannot open; name an image, a folder, a video, the number of a camera, or an http, https, rtsp or rtmp address.</source>
        <translation>주소 {text}은(는) 이 프로그램이 열 수 없는 종류입니다. 이미지, 폴더, 동영상, 카메라 번호, 또는 http, https, rtsp, rtmp 주소를 지정하세요.</translation>
    </message>
    <message>
        <source>The folder {path} has no images in it; subfolders are not searched, so name one of them.</source>
        <translation>폴더 {path}에 이미지가 없습니다. 하위 폴더는 찾지 않으니 그중 하나를 지정하세요.</translation>
    </message>
    <message>
        <source>The image {image_path} has changed its size since its boxes were read; load the data again.</source>
        <translation>박스를 읽은 뒤 이미지 {image_path}의 크기가 바뀌었습니다. 데이터를 다시 불러오세요.</translation>
    </message>
    <message>
        <source>The image {path} cannot be decoded; get an intact copy of it.</source>
        <translation>이미지 {path}을(를) 디코딩할 수 없습니다. 온전한 사본을 구하세요.</translation>
    </message>
    <message>
        <source>The image {path} cannot be decoded; it is damaged or of an unusual kind: save it anew as JPEG or PNG.</source>
        <translation>이미지 {path}을(를) 디코딩할 수 없습니다. 손상되었거나 드문 종류이니 JPEG나 PNG로 다시 저장하세요.</translation>
    </message>
    <message>
        <source>The image {path} cannot be read ({reason}); check the path and its permissions.</source>
        <translation>이미지 {path}을(를) 읽을 수 없습니다({reason}). 경로와 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>The image {path} cannot be read ({reason}); check the path.</source>
        <translation>이미지 {path}을(를) 읽을 수 없습니다({reason}). 경로를 확인하세요.</translation>
    </message>
    <message>
        <source>The image {path} does not exist; check the path.</source>
        <translation>이미지 {path}이(가) 없습니다. 경로를 확인하세요.</translation>
    </message>
    <message>
        <source>The image {path} has {width} x {height} pixels, more than the limit of {value} megapixels; cut it into parts or make it smaller.</source>
        <translation>이미지 {path}은(는) {width} x {height} 픽셀로 한도인 {value}메가픽셀보다 큽니다. 나누거나 줄이세요.</translation>
    </message>
    <message>
        <source>The image {path} holds {dtype} pixels; save it anew with 8 or 16 bits a channel.</source>
        <translation>이미지 {path}의 픽셀 형식은 {dtype}입니다. 채널당 8비트나 16비트로 다시 저장하세요.</translation>
    </message>
    <message>
        <source>The image {path} is damaged or truncated ({error}); get an intact copy of it.</source>
        <translation>이미지 {path}이(가) 손상되었거나 잘렸습니다({error}). 온전한 사본을 구하세요.</translation>
    </message>
    <message>
        <source>The image {path} is empty (0 bytes); get an intact copy of it.</source>
        <translation>이미지 {path}이(가) 비어 있습니다(0바이트). 온전한 사본을 구하세요.</translation>
    </message>
    <message>
        <source>The image {path} {reason}; get an intact copy of it.</source>
        <translation>이미지 {path}: {reason}. 온전한 사본을 구하세요.</translation>
    </message>
    <message>
        <source>The images, boxes or classes are not those that this run was started with; name the same ones (the run&apos;s command.txt has the options), or start a new run with its last.safetensors as start weights.</source>
        <translation>이미지, 박스 또는 클래스가 이 실행을 시작할 때와 다릅니다. 같은 것을 지정하거나(옵션은 실행의 command.txt에 있음) last.safetensors를 시작 가중치로 새 실행을 시작하세요.</translation>
    </message>
    <message>
        <source>The label file {path} is no UTF-8 text, so no class number can be changed; repair or remove it.</source>
        <translation>라벨 파일 {path}이(가) UTF-8 텍스트가 아니라서 클래스 번호를 바꿀 수 없습니다. 고치거나 없애세요.</translation>
    </message>
    <message>
        <source>The labels {path} were not written ({reason}); choose another folder.</source>
        <translation>라벨 {path}을(를) 쓰지 못했습니다({reason}). 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>The labels {path} were not written: a box or the size of the image is no number.</source>
        <translation>라벨 {path}을(를) 쓰지 못했습니다. 박스나 이미지 크기가 숫자가 아닙니다.</translation>
    </message>
    <message>
        <source>The labels {path} were not written: the class &quot;{label}&quot; has no number.</source>
        <translation>라벨 {path}을(를) 쓰지 못했습니다. 클래스 &quot;{label}&quot;에 번호가 없습니다.</translation>
    </message>
    <message>
        <source>The list {path} cannot be read; save it as UTF-8 text, an image a line.</source>
        <translation>목록 {path}을(를) 읽을 수 없습니다. 한 줄에 이미지 하나씩 UTF-8 텍스트로 저장하세요.</translation>
    </message>
    <message>
        <source>The list {path} is larger than 256 MB; split it into several.</source>
        <translation>목록 {path}이(가) 256 MB보다 큽니다. 여러 개로 나누세요.</translation>
    </message>
    <message>
        <source>The list {path} was not written ({reason}); choose another folder.</source>
        <translation>목록 {path}을(를) 쓰지 못했습니다({reason}). 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>The list {present} is there already; choose another folder, or replace it by --force.</source>
        <translation>목록 {present}이(가) 이미 있습니다. 다른 폴더를 고르거나 --force로 덮어쓰세요.</translation>
    </message>
    <message>
        <source>The memory of the device is not enough for {size} images at once; the training goes on with {limit} at once. A batch keeps its size, so what is learned stays the same.</source>
        <translation>장치의 메모리가 이미지 {size}장을 한 번에 처리하기에 부족해 {limit}장씩 학습을 계속합니다. 배치 크기는 그대로이므로 학습 결과는 같습니다.</translation>
    </message>
    <message>
        <source>The model that {name} started from is gone ({init}).</source>
        <translation>{name}이(가) 시작한 모델이 없어졌습니다({init}).</translation>
    </message>
    <message>
        <source>The model that {name} started from knew other classes, so that no AP before compares.</source>
        <translation>{name}이(가) 시작한 모델은 다른 클래스를 알았으므로 이전 AP와 비교할 수 없습니다.</translation>
    </message>
    <message>
        <source>The picture {path} ({width} x {height}) does not fit its format; name it .png.</source>
        <translation>이미지 {path}({width} x {height})은(는) 이 형식에 맞지 않습니다. 이름을 .png로 하세요.</translation>
    </message>
    <message>
        <source>The picture {path} was not written ({reason}); choose another folder.</source>
        <translation>이미지 {path}을(를) 쓰지 못했습니다({reason}). 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>The picture {path} was not written; name it .jpg, .png, .bmp or .webp.</source>
        <translation>이미지 {path}을(를) 쓰지 못했습니다. 이름을 .jpg, .png, .bmp, .webp 가운데 하나로 하세요.</translation>
    </message>
    <message>
        <source>The project file {path} is damaged ({reason}); mend it, or delete it and create the project again: images, labels and runs are not in it.</source>
        <translation>프로젝트 파일 {path}이(가) 손상되었습니다({reason}). 고치거나, 지우고 프로젝트를 다시 만드세요. 이미지, 라벨, 학습 실행은 그 안에 없습니다.</translation>
    </message>
    <message>
        <source>The queue of runs {path} cannot be written ({reason}); free space or choose another folder of runs.</source>
        <translation>학습 대기열 {path}을(를) 쓸 수 없습니다({reason}). 공간을 비우거나 다른 학습 실행 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>The queue of runs {path} is damaged ({reason}); delete it and queue the runs again.</source>
        <translation>학습 대기열 {path}이(가) 손상되었습니다({reason}). 지우고 다시 대기열에 넣으세요.</translation>
    </message>
    <message>
        <source>The record of unsaved edits {path} cannot be written ({reason}); free space or check its permissions.</source>
        <translation>저장하지 않은 편집의 기록 {path}을(를) 쓸 수 없습니다({reason}). 공간을 비우거나 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>The record of unsaved edits {path} was not written ({reason}); free space and save.</source>
        <translation>저장하지 않은 편집의 기록 {path}을(를) 쓰지 못했습니다({reason}). 공간을 비우고 저장하세요.</translation>
    </message>
    <message>
        <source>The record {path} of a change of classes cannot be read ({reason}); restore the annotation files from your own copy if they are not as they should be.</source>
        <translation>클래스 변경 기록 {path}을(를) 읽을 수 없습니다({reason}). 어노테이션 파일이 올바르지 않으면 사본에서 되살리세요.</translation>
    </message>
    <message>
        <source>The recording {path} cannot be written; choose another folder.</source>
        <translation>녹화 파일 {path}을(를) 쓸 수 없습니다. 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>The recording {path} was not made; name it {join}.</source>
        <translation>녹화 파일 {path}을(를) 만들지 못했습니다. 이름을 {join}(으)로 하세요.</translation>
    </message>
    <message>
        <source>The recording {path} was not written ({error}); choose another folder.</source>
        <translation>녹화 파일 {path}을(를) 쓰지 못했습니다({error}). 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>The run folder {folder} cannot be written ({reason}); free space or choose another folder. What was saved before is kept.</source>
        <translation>학습 실행 폴더 {folder}에 쓸 수 없습니다({reason}). 공간을 비우거나 다른 폴더를 고르세요. 그 전에 저장한 것은 남아 있습니다.</translation>
    </message>
    <message>
        <source>The run folder {folder} cannot be written ({reason}); the run is kept as it was saved before, and what came after is lost.</source>
        <translation>학습 실행 폴더 {folder}에 쓸 수 없습니다({reason}). 실행은 그 전에 저장한 대로 남고 그 뒤의 내용은 잃게 됩니다.</translation>
    </message>
    <message>
        <source>The run is kept as it was saved at step {step}.</source>
        <translation>학습 실행은 {step}단계에 저장한 대로 남아 있습니다.</translation>
    </message>
    <message>
        <source>The run was started with {key} = {value}, not {value2}; resume it with the same settings, or start a new run.</source>
        <translation>이 실행은 {key} = {value2}이(가) 아니라 {value}(으)로 시작되었습니다. 같은 설정으로 이어 가거나 새 실행을 시작하세요.</translation>
    </message>
    <message>
        <source>The run {name} is being trained; stop it first.</source>
        <translation>{name} 실행을 학습하고 있습니다. 먼저 중지하세요.</translation>
    </message>
    <message>
        <source>The run {name} was trained on {data}, which is not there any more.</source>
        <translation>{name} 실행이 학습한 데이터 {data}이(가) 이제 없습니다.</translation>
    </message>
    <message>
        <source>The run {run} cannot be moved to the trash ({reason}); delete its folder yourself.</source>
        <translation>{run} 실행을 휴지통으로 옮길 수 없습니다({reason}). 폴더를 직접 지우세요.</translation>
    </message>
    <message>
        <source>The run {run} has no {name} that says what it was trained on; train anew.</source>
        <translation>{run} 실행에는 무엇으로 학습했는지 알려 주는 {name}이(가) 없습니다. 새로 학습하세요.</translation>
    </message>
    <message>
        <source>The share of images to validate on is {share}; it must lie between 0 and 1.</source>
        <translation>검증 이미지의 비율이 {share}입니다. 0과 1 사이여야 합니다.</translation>
    </message>
    <message>
        <source>The size must be at least 1, and mosaic and mixup must lie between 0 and 1.</source>
        <translation>크기는 1 이상, mosaic과 mixup은 0과 1 사이여야 합니다.</translation>
    </message>
    <message>
        <source>The split list {path} cannot be read; save it as UTF-8 text.</source>
        <translation>분할 목록 {path}을(를) 읽을 수 없습니다. UTF-8 텍스트로 저장하세요.</translation>
    </message>
    <message>
        <source>The start weights {name} cannot be written into {parent}: {reason}; choose a folder with free space that you may write to.</source>
        <translation>시작 가중치 {name}을(를) {parent}에 쓸 수 없습니다: {reason}. 공간이 있고 쓸 수 있는 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>The state of the run in {folder} is damaged and cannot be resumed; start a new run from its last.safetensors.</source>
        <translation>{folder}에 있는 실행의 상태가 손상되어 이어 갈 수 없습니다. last.safetensors에서 새 실행을 시작하세요.</translation>
    </message>
    <message>
        <source>The tracks in {path} cannot be used: {error}; mend the file or move it away.</source>
        <translation>{path}의 트랙을 쓸 수 없습니다: {error}. 파일을 고치거나 다른 곳으로 옮기세요.</translation>
    </message>
    <message>
        <source>The tracks {path} cannot be read ({reason}); check the path and its permissions.</source>
        <translation>트랙 {path}을(를) 읽을 수 없습니다({reason}). 경로와 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>The tracks {path} were not written ({reason}); copy the video to a folder you can write in.</source>
        <translation>트랙 {path}을(를) 쓰지 못했습니다({reason}). 쓸 수 있는 폴더로 동영상을 복사하세요.</translation>
    </message>
    <message>
        <source>The video {path} cannot be read ({reason}); check the path and its permissions.</source>
        <translation>동영상 {path}을(를) 읽을 수 없습니다({reason}). 경로와 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>The video {path} does not exist; check the path.</source>
        <translation>동영상 {path}이(가) 없습니다. 경로를 확인하세요.</translation>
    </message>
    <message>
        <source>The video {path} ends at frame {next} of {promised}; it is truncated or damaged there: get an intact copy.</source>
        <translation>동영상 {path}이(가) 전체 {promised}프레임 가운데 {next}프레임에서 끝납니다. 거기서 잘렸거나 손상되었으니 온전한 사본을 구하세요.</translation>
    </message>
    <message>
        <source>The video {path} is closed; open it again.</source>
        <translation>동영상 {path}이(가) 닫혀 있습니다. 다시 여세요.</translation>
    </message>
    <message>
        <source>The video {path} is empty (0 bytes); get an intact copy of it.</source>
        <translation>동영상 {path}이(가) 비어 있습니다(0바이트). 온전한 사본을 구하세요.</translation>
    </message>
    <message>
        <source>The weights do not fit the network {network}: {error}.</source>
        <translation>가중치가 네트워크 {network}와(과) 맞지 않습니다: {error}.</translation>
    </message>
    <message>
        <source>The {source_name} cannot be opened; check the address and that its sender is running.</source>
        <translation>{source_name}을(를) 열 수 없습니다. 주소와 송신 측이 실행 중인지 확인하세요.</translation>
    </message>
    <message>
        <source>The {source_name} failed ({reason}); open it again.</source>
        <translation>{source_name}에 문제가 생겼습니다({reason}). 다시 여세요.</translation>
    </message>
    <message>
        <source>The {source_name} gives {dtype} pictures; set it to 8-bit colour.</source>
        <translation>{source_name}의 이미지 형식은 {dtype}입니다. 8비트 색으로 설정하세요.</translation>
    </message>
    <message>
        <source>The {what} {path} cannot be read ({reason}); check the path and its permissions.</source>
        <translation>{what} {path}을(를) 읽을 수 없습니다({reason}). 경로와 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>The {what} {path} does not exist; check the path.</source>
        <translation>{what} {path}이(가) 없습니다. 경로를 확인하세요.</translation>
    </message>
    <message>
        <source>The {what} {path} is larger than {value} MB; choose another file.</source>
        <translation>{what} {path}이(가) {value} MB보다 큽니다. 다른 파일을 고르세요.</translation>
    </message>
    <message>
        <source>The {what} {path} is no text, or no UTF-8 text; save it as UTF-8.</source>
        <translation>{what} {path}이(가) 텍스트가 아니거나 UTF-8이 아닙니다. UTF-8로 저장하세요.</translation>
    </message>
    <message>
        <source>There are no images in {name}; give a folder of images with annotation files.</source>
        <translation>{name}에 이미지가 없습니다. 어노테이션 파일이 있는 이미지 폴더를 지정하세요.</translation>
    </message>
    <message>
        <source>There are no labelled images in {name} to train on.</source>
        <translation>{name}에 학습할 라벨링된 이미지가 없습니다.</translation>
    </message>
    <message>
        <source>There is a class &quot;{to}&quot; already; merge &quot;{name}&quot; into it instead.</source>
        <translation>&quot;{to}&quot; 클래스가 이미 있습니다. 대신 &quot;{name}&quot;을(를) 그 클래스와 합치세요.</translation>
    </message>
    <message>
        <source>There is no camera {address}; choose one of: {listed}.</source>
        <translation>카메라 {address}이(가) 없습니다. 다음 가운데 고르세요: {listed}.</translation>
    </message>
    <message>
        <source>There is no class &quot;{name}&quot; any more; look at the list again.</source>
        <translation>&quot;{name}&quot; 클래스가 이제 없습니다. 목록을 다시 확인하세요.</translation>
    </message>
    <message>
        <source>There is no device {name} here; use auto or one of {join}.</source>
        <translation>{name} 장치가 없습니다. auto나 다음 가운데 하나를 쓰세요: {join}.</translation>
    </message>
    <message>
        <source>There is no engine {engine}; use one of {join}.</source>
        <translation>{engine} 엔진이 없습니다. 다음 가운데 하나를 쓰세요: {join}.</translation>
    </message>
    <message>
        <source>There is no file {path}; check its name.</source>
        <translation>파일 {path}이(가) 없습니다. 이름을 확인하세요.</translation>
    </message>
    <message>
        <source>There is no frame of {video} to export; draw a box or choose other frames.</source>
        <translation>{video}에 내보낼 프레임이 없습니다. 박스를 그리거나 다른 프레임을 고르세요.</translation>
    </message>
    <message>
        <source>There is no model {name}: it is neither a file nor a name of one here ({known}).</source>
        <translation>{name} 모델이 없습니다. 파일도 아니고 여기 있는 이름도 아닙니다({known}).</translation>
    </message>
    <message>
        <source>There is no precision {precision}; use one of {join}.</source>
        <translation>{precision} 정밀도가 없습니다. 다음 가운데 하나를 쓰세요: {join}.</translation>
    </message>
    <message>
        <source>There is no validation set: no AP is measured and the last checkpoint counts.</source>
        <translation>검증 이미지가 없어 AP를 측정하지 않고 마지막 체크포인트를 씁니다.</translation>
    </message>
    <message>
        <source>There is space on the disk again; the training goes on.</source>
        <translation>디스크에 공간이 다시 생겨 학습을 계속합니다.</translation>
    </message>
    <message>
        <source>There were no images to measure the old and the new classes on.</source>
        <translation>옛 클래스와 새 클래스를 측정할 이미지가 없었습니다.</translation>
    </message>
    <message>
        <source>These are no weights of torchvision&apos;s ssd300_vgg16, because {value} is missing.</source>
        <translation>torchvision의 ssd300_vgg16 가중치가 아닙니다. {value}이(가) 없습니다.</translation>
    </message>
    <message>
        <source>These are no weights of torchvision&apos;s ssd300_vgg16, because {value} is unknown.</source>
        <translation>torchvision의 ssd300_vgg16 가중치가 아닙니다. {value}은(는) 알 수 없는 항목입니다.</translation>
    </message>
    <message>
        <source>This OpenCV has no TrackerMIL; choose the tracker by optical flow.</source>
        <translation>이 OpenCV에는 TrackerMIL이 없습니다. 광학 흐름 추적기를 고르세요.</translation>
    </message>
    <message>
        <source>This installation ships no detector; name a checkpoint file, or train one with ssd-desktop train.</source>
        <translation>이 설치본에는 검출기가 없습니다. 체크포인트 파일을 지정하거나 ssd-desktop train으로 학습하세요.</translation>
    </message>
    <message>
        <source>This machine has {gpus} GPUs, too few for its processes; start torchrun with --nproc-per-node={gpus2} or train with --device cpu.</source>
        <translation>이 컴퓨터의 GPU는 {gpus}개로 프로세스 수보다 적습니다. torchrun을 --nproc-per-node={gpus2}(으)로 시작하거나 --device cpu로 학습하세요.</translation>
    </message>
    <message>
        <source>This model has not been quantised on this machine; do it with Model &gt; Export, or with ssd-desktop export --format openvino --precision int8 --calibrate DATA.</source>
        <translation>이 모델은 이 컴퓨터에서 양자화되지 않았습니다. 모델 &gt; 내보내기나 ssd-desktop export --format openvino --precision int8 --calibrate DATA로 양자화하세요.</translation>
    </message>
    <message>
        <source>This start needs a batch of pictures to scale the new layers on.</source>
        <translation>이 시작 가중치에는 새 층의 크기를 맞출 이미지 배치가 필요합니다.</translation>
    </message>
    <message>
        <source>Tiles {tiles} make no sense; use auto, on, off or their side in pixels, such as 600.</source>
        <translation>타일 값 {tiles}은(는) 쓸 수 없습니다. auto, on, off 또는 600처럼 픽셀 단위의 변 길이를 쓰세요.</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>열린 파일이 너무 많음</translation>
    </message>
    <message>
        <source>Two pictures to be blended must have the same size.</source>
        <translation>섞을 두 이미지는 크기가 같아야 합니다.</translation>
    </message>
    <message>
        <source>Validates on the {kept} images that {run} was measured on, and on {added} new ones.</source>
        <translation>{run}을(를) 측정한 이미지 {kept}장과 새 이미지 {added}장으로 검증합니다.</translation>
    </message>
    <message>
        <source>Validates on the {kept} images that {run} was measured on, and on {added} new ones. {gone} that it was measured on are not among the images any more.</source>
        <translation>{run}을(를) 측정한 이미지 {kept}장과 새 이미지 {added}장으로 검증합니다. 측정에 쓴 이미지 중 {gone}장은 더 이상 없습니다.</translation>
    </message>
    <message>
        <source>What the files were cannot be kept in {parent} ({reason}), so nothing was changed; free space.</source>
        <translation>원래 파일을 {parent}에 보관할 수 없어({reason}) 아무것도 바꾸지 않았습니다. 공간을 비우세요.</translation>
    </message>
    <message>
        <source>Where the labels are kept cannot be remembered in {path} ({reason}); make room or give access.</source>
        <translation>라벨을 두는 곳을 {path}에 기억할 수 없습니다({reason}). 공간을 비우거나 권한을 주세요.</translation>
    </message>
    <message>
        <source>a list of {len}, not of {count} numbers</source>
        <translation>숫자 {count}개가 아니라 {len}개의 목록</translation>
    </message>
    <message>
        <source>a newer version of this program wrote it (file version {version}), update this one</source>
        <translation>이 프로그램의 새 버전이 쓴 파일입니다(파일 버전 {version}). 프로그램을 업데이트하세요</translation>
    </message>
    <message>
        <source>a number out of all bounds</source>
        <translation>범위를 크게 벗어난 숫자</translation>
    </message>
    <message>
        <source>a {name}, which is no list of {count} numbers</source>
        <translation>숫자 {count}개의 목록이 아닌 {name}</translation>
    </message>
    <message>
        <source>a {name}, which is no number</source>
        <translation>숫자가 아닌 {name}</translation>
    </message>
    <message>
        <source>batch_size and passes must be at least 1, workers and seed at least 0.</source>
        <translation>batch_size와 passes는 1 이상, workers와 seed는 0 이상이어야 합니다.</translation>
    </message>
    <message>
        <source>category {category} is {shown} here and {other} in another file, whose name was taken</source>
        <translation>범주 {category}이(가) 여기서는 {shown}, 다른 파일에서는 {other}입니다. 다른 파일의 이름을 썼습니다</translation>
    </message>
    <message>
        <source>class {class_id} has no name (named are {min} to {max}) and was skipped</source>
        <translation>클래스 {class_id}에 이름이 없어 건너뛰었습니다(이름이 있는 번호: {min}~{max})</translation>
    </message>
    <message>
        <source>class {class_id} has no name, as no class has, and was skipped</source>
        <translation>이름이 있는 클래스가 없어 클래스 {class_id}을(를) 건너뛰었습니다</translation>
    </message>
    <message>
        <source>class_balance is {balance}; it must lie between 0 and 1.</source>
        <translation>class_balance가 {balance}입니다. 0과 1 사이여야 합니다.</translation>
    </message>
    <message>
        <source>fewer than {fewest} points</source>
        <translation>{fewest}개 미만의 점</translation>
    </message>
    <message>
        <source>has as the edge {name} {error}</source>
        <translation>변 {name}의 값이 {error}입니다</translation>
    </message>
    <message>
        <source>has no element &lt;{name}&gt;</source>
        <translation>&lt;{name}&gt; 요소가 없습니다</translation>
    </message>
    <message>
        <source>int8 needs pictures like those to detect on; name their folder with --calibrate.</source>
        <translation>int8에는 검출할 것과 비슷한 이미지가 필요합니다. --calibrate로 그 폴더를 지정하세요.</translation>
    </message>
    <message>
        <source>it has no list &quot;tracks&quot;</source>
        <translation>&quot;tracks&quot; 목록이 없습니다</translation>
    </message>
    <message>
        <source>it has no names of classes</source>
        <translation>클래스 이름이 없습니다</translation>
    </message>
    <message>
        <source>it is in an encoding that cannot be written again ({encoding})</source>
        <translation>다시 쓸 수 없는 인코딩입니다({encoding})</translation>
    </message>
    <message>
        <source>it is not in the encoding it declares ({encoding})</source>
        <translation>선언한 인코딩({encoding})과 다릅니다</translation>
    </message>
    <message>
        <source>the size inside is {declared}, that of the image {size}; the image&apos;s was taken</source>
        <translation>파일에 적힌 크기는 {declared}, 이미지 크기는 {size}입니다. 이미지 크기를 썼습니다</translation>
    </message>
    <message>
        <source>which does not exist</source>
        <translation>존재하지 않습니다</translation>
    </message>
    <message>
        <source>{config} cannot be read ({reason}).</source>
        <translation>{config}을(를) 읽을 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>{count} images of {name} cannot be read and are left out; the first: {value}</source>
        <translation>{name}의 이미지 {count}장을 읽을 수 없어 제외합니다. 첫 번째: {value}</translation>
    </message>
    <message>
        <source>{display_name} gave no picture; check that it is connected and that nothing else uses it.</source>
        <translation>{display_name}에서 이미지가 오지 않았습니다. 연결되어 있는지, 다른 프로그램이 쓰고 있지 않은지 확인하세요.</translation>
    </message>
    <message>
        <source>{error} The image was left out.</source>
        <translation>{error} 이 이미지는 제외했습니다.</translation>
    </message>
    <message>
        <source>{figures} That is too little (the rule is more than {worthwhile_gain}): whole pictures are used.</source>
        <translation>{figures} 이득이 너무 적어(기준은 {worthwhile_gain} 초과) 전체 이미지를 사용합니다.</translation>
    </message>
    <message>
        <source>{figures} They are off; tiles = auto would use them.</source>
        <translation>{figures} 타일은 꺼져 있습니다. tiles = auto면 사용합니다.</translation>
    </message>
    <message>
        <source>{figures} They are used.</source>
        <translation>{figures} 타일을 사용합니다.</translation>
    </message>
    <message>
        <source>{image} could not be explained: {error} (the log file has more).</source>
        <translation>{image}을(를) 설명하지 못했습니다: {error}(자세한 내용은 로그 파일에 있습니다).</translation>
    </message>
    <message>
        <source>{label} {reason}; it was left out ({count} objects).</source>
        <translation>{label}: {reason}. 제외했습니다(객체 {count}개).</translation>
    </message>
    <message>
        <source>{label} {reason}; it was left out.</source>
        <translation>{label}: {reason}. 제외했습니다.</translation>
    </message>
    <message>
        <source>{len} of the {images} images of {name} cannot be read, more than {largest_share}; mend or remove them and start again. {named} What was saved before is kept.</source>
        <translation>{name}의 이미지 {images}장 중 {len}장을 읽을 수 없어 한도 {largest_share}을(를) 넘습니다. 고치거나 빼고 다시 시작하세요. {named} 그 전에 저장한 것은 남아 있습니다.</translation>
    </message>
    <message>
        <source>{len} of the {images} images of {name} could not be read and were skipped: {named}</source>
        <translation>{name}의 이미지 {images}장 중 {len}장을 읽을 수 없어 건너뛰었습니다: {named}</translation>
    </message>
    <message>
        <source>{name} begins with {title} and {name2} with {title2}, so they share no layer; start from {name3}, or from a detector of that base.</source>
        <translation>{name}은(는) {title}(으)로, {name2}은(는) {title2}(으)로 시작하여 공유하는 층이 없습니다. {name3}(으)로, 또는 그 기반의 검출기로 시작하세요.</translation>
    </message>
    <message>
        <source>{name} does not fit the network {network}: it has unknown weights {value}.</source>
        <translation>{name}이(가) 네트워크 {network}에 맞지 않습니다. 알 수 없는 가중치 {value}이(가) 있습니다.</translation>
    </message>
    <message>
        <source>{name} does not fit the network {network}: it lacks {value}.</source>
        <translation>{name}이(가) 네트워크 {network}에 맞지 않습니다. {value}이(가) 없습니다.</translation>
    </message>
    <message>
        <source>{name} has another file already; left out</source>
        <translation>{name}에는 이미 다른 파일이 있어 제외했습니다</translation>
    </message>
    <message>
        <source>{name} has {ours} boxes a cell, and the network predicts {theirs}; to train with this plan, set its number of ratios to {ratios}.</source>
        <translation>{name}은(는) 셀당 박스가 {ours}개인데 네트워크는 {theirs}개를 예측합니다. 이 플랜으로 학습하려면 비율을 {ratios}개로 하세요.</translation>
    </message>
    <message>
        <source>{path} is a pipe or device, not a file; name an image, a folder, a video, the number of a camera, or an http, https, rtsp or rtmp address.</source>
        <translation>{path}은(는) 파일이 아니라 파이프나 장치입니다. 이미지, 폴더, 동영상, 카메라 번호, 또는 http, https, rtsp, rtmp 주소를 지정하세요.</translation>
    </message>
    <message>
        <source>{path} is damaged: its layers are not those of {title}; get the file again.</source>
        <translation>{path}이(가) 손상되었습니다. 층이 {title}의 것과 다릅니다. 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{path} is no image and no video; name an image, a folder, a video, the number of a camera, or an http, https, rtsp or rtmp address.</source>
        <translation>{path}은(는) 이미지도 동영상도 아닙니다. 이미지, 폴더, 동영상, 카메라 번호, 또는 http, https, rtsp, rtmp 주소를 지정하세요.</translation>
    </message>
    <message>
        <source>{recipe_name}: SGD, learning rate {learning_rate} for a batch of 32, batch {batch_size}, {steps} steps, {schedule} schedule, frozen up to {freeze}, weights averaged with decay {ema_decay}, {precision}</source>
        <translation>{recipe_name} / SGD, 배치 32 기준 학습률 {learning_rate}, 배치 {batch_size}, {steps}단계, {schedule} 스케줄, {freeze}까지 고정, 가중치 이동 평균 감쇠 {ema_decay}, {precision}</translation>
    </message>
    <message>
        <source>{recipe_name}: SGD, learning rate {learning_rate} for a batch of 32, batch {batch_size}, {steps} steps, {schedule} schedule, frozen up to {freeze}, {precision}</source>
        <translation>{recipe_name} / SGD, 배치 32 기준 학습률 {learning_rate}, 배치 {batch_size}, {steps}단계, {schedule} 스케줄, {freeze}까지 고정, {precision}</translation>
    </message>
    <message>
        <source>{root} does not exist; if it was moved, open it at its new place.</source>
        <translation>{root}이(가) 없습니다. 옮겼다면 새 위치에서 여세요.</translation>
    </message>
    <message>
        <source>{small_share} of the boxes have sides under {value} px on the input of {side} x {side2} and will seldom be found.</source>
        <translation>박스의 {small_share}은(는) {side} x {side2} 입력에서 변이 {value} px보다 작아 거의 찾지 못합니다.</translation>
    </message>
    <message>
        <source>{small} Cut the pictures into tiles (--set tiles=on).</source>
        <translation>{small} 이미지를 타일로 나누세요(--set tiles=on).</translation>
    </message>
    <message>
        <source>{small} Train {name} (--network), or cut the pictures into tiles (--set tiles=on).</source>
        <translation>{small} {name}을(를) 학습하거나(--network) 이미지를 타일로 나누세요(--set tiles=on).</translation>
    </message>
    <message>
        <source>{text} That was AP50 {best_ap50} at step {best_step}.</source>
        <translation>{text} 최고 기록은 {best_step}단계의 AP50 {best_ap50}입니다.</translation>
    </message>
    <message>
        <source>{title} has a wrong value, {error}, and was skipped</source>
        <translation>{title}: 값이 잘못되어 건너뛰었습니다({error})</translation>
    </message>
    <message>
        <source>{title} has as box {error} and was skipped</source>
        <translation>{title}: 박스가 {error}여서 건너뛰었습니다</translation>
    </message>
    <message>
        <source>{title} has its edges reversed; they were swapped</source>
        <translation>{title}: 변의 순서가 뒤바뀌어 바로잡았습니다</translation>
    </message>
    <message>
        <source>{title} has no &lt;bndbox&gt; and was skipped</source>
        <translation>{title}: &lt;bndbox&gt;가 없어 건너뛰었습니다</translation>
    </message>
    <message>
        <source>{title} has no area and was skipped</source>
        <translation>{title}: 넓이가 없어 건너뛰었습니다</translation>
    </message>
    <message>
        <source>{title} has no usable class name and was skipped</source>
        <translation>{title}: 쓸 수 있는 클래스 이름이 없어 건너뛰었습니다</translation>
    </message>
    <message>
        <source>{title} is a {kind}, which has no area, and was skipped</source>
        <translation>{title}: {kind}에는 넓이가 없어 건너뛰었습니다</translation>
    </message>
    <message>
        <source>{title} is no JSON object and was skipped</source>
        <translation>{title}: JSON 객체가 아니어서 건너뛰었습니다</translation>
    </message>
    <message>
        <source>{title} is of a category that is not listed and was skipped</source>
        <translation>{title}: 목록에 없는 범주여서 건너뛰었습니다</translation>
    </message>
    <message>
        <source>{title} sticks out of the {size} image by {overhang} px and was clipped</source>
        <translation>{title}: {size} 이미지 밖으로 {overhang} px 벗어나 잘라 냈습니다</translation>
    </message>
    <message>
        <source>{title} {error} and was skipped</source>
        <translation>{title}: {error}. 건너뛰었습니다</translation>
    </message>
    <message>
        <source>{unlabelled} images of {name} have no annotation file and are left out.</source>
        <translation>{name}의 이미지 {unlabelled}장은 어노테이션 파일이 없어 제외합니다.</translation>
    </message>
    <message>
        <source>its encoding is unknown</source>
        <translation>알 수 없는 인코딩입니다</translation>
    </message>
    <message>
        <source>A run was cut off in {folder} after {pictures} pictures; go on with it (--resume), or choose another --output folder.</source>
        <translation>{folder}의 작업이 이미지 {pictures}장 뒤에 끊겼습니다. 이어 가거나(--resume) --output으로 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>All {images} images are trained on: too few to keep some back for validation.</source>
        <translation>이미지 {images}장 모두로 학습합니다. 검증용으로 떼어 두기에는 너무 적습니다.</translation>
    </message>
    <message>
        <source>Another window downloads {name}; wait until it is there.</source>
        <translation>다른 창에서 {name}을(를) 내려받고 있습니다. 다 받을 때까지 기다리세요.</translation>
    </message>
    <message>
        <source>Neither {name} nor {name2} has images to measure on; hold some back in the next training.</source>
        <translation>{name}에도 {name2}에도 측정할 이미지가 없습니다. 다음 학습에서 일부를 떼어 두세요.</translation>
    </message>
    <message>
        <source>None of these images was in {run}: what that was measured on is not kept apart here.</source>
        <translation>이 이미지 가운데 {run}에 있던 것은 없습니다. 그 학습을 측정한 이미지는 여기서 따로 떼어 두지 않습니다.</translation>
    </message>
    <message>
        <source>Nothing is labelled in {name}: {unlabelled} of its images have no annotation file, {rejected} one that cannot be read, and {unreadable} cannot be read themselves; label some first.</source>
        <translation>{name}에 라벨링된 것이 없습니다. 이미지 가운데 {unlabelled}장은 어노테이션 파일이 없고, {rejected}장은 어노테이션 파일을 읽을 수 없고, {unreadable}장은 이미지를 읽을 수 없습니다. 먼저 몇 개를 라벨링하세요.</translation>
    </message>
    <message>
        <source>Old classes: {note}</source>
        <translation>이전 클래스: {note}</translation>
    </message>
    <message>
        <source>On held-back boxes a fitted plan reaches {gain} (standard error {error}) against {name}; auto asks for {margin} and twice the error.</source>
        <translation>따로 남긴 박스에서 맞춘 플랜의 도달률은 {name} 대비 {gain}(표준 오차 {error})입니다. auto는 {margin} 이상이고 오차의 두 배를 넘을 때만 씁니다.</translation>
    </message>
    <message>
        <source>On held-back boxes a fitted plan reaches {gain} (standard error {error}) against {name}; auto takes it.</source>
        <translation>따로 남긴 박스에서 맞춘 플랜의 도달률은 {name} 대비 {gain}(표준 오차 {error})입니다. auto가 이 플랜을 씁니다.</translation>
    </message>
    <message>
        <source>Perhaps another computer trains this run: its folder lies where nothing can be locked; look there before you go on with it here.</source>
        <translation>다른 컴퓨터가 이 실행을 학습하고 있을 수 있습니다. 폴더가 잠글 수 없는 곳에 있습니다. 여기서 이어 가기 전에 그 컴퓨터를 확인하세요.</translation>
    </message>
    <message>
        <source>Processor (1 thread)</source>
        <translation>프로세서(스레드 1개)</translation>
    </message>
    <message>
        <source>Processor ({threads} threads)</source>
        <translation>프로세서(스레드 {threads}개)</translation>
    </message>
    <message>
        <source>The annotation file {path} cannot be read as XML ({error}); repair it, or delete it and label the picture again.</source>
        <translation>어노테이션 파일 {path}을(를) XML로 읽을 수 없습니다({error}). 파일을 고치거나, 지우고 이미지를 다시 라벨링하세요.</translation>
    </message>
    <message>
        <source>The annotation file {path} was not written ({reason}); make the folder writable or keep the labels elsewhere (Edit menu), then save again.</source>
        <translation>어노테이션 파일 {path}을(를) 쓰지 못했습니다({reason}). 폴더를 쓰기 가능하게 하거나 편집 메뉴에서 라벨을 다른 곳에 보관하도록 한 뒤 다시 저장하세요.</translation>
    </message>
    <message>
        <source>The labels of these images are kept in {one}.</source>
        <translation>이 이미지들의 라벨은 {one}에 보관됩니다.</translation>
    </message>
    <message>
        <source>The model {path} cannot be moved to the trash ({reason}); delete the file yourself.</source>
        <translation>{path} 모델을 휴지통으로 옮길 수 없습니다({reason}). 파일을 직접 지우세요.</translation>
    </message>
    <message>
        <source>The model {path} could not be loaded: {reason} (details are in the log file).</source>
        <translation>모델 {path}을(를) 불러오지 못했습니다: {reason}(자세한 내용은 로그 파일에 있습니다).</translation>
    </message>
    <message>
        <source>The recording {path} ends here, because the disk is nearly full; free space or choose another folder.</source>
        <translation>디스크가 거의 가득 차서 녹화 파일 {path}은(는) 여기서 끝납니다. 공간을 비우거나 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>The run folder {folder} cannot be written ({reason}); free some space. The training waits, looks every {look_every_s} seconds and goes on by itself; nothing is lost.</source>
        <translation>학습 실행 폴더 {folder}에 쓸 수 없습니다({reason}). 공간을 비우세요. 학습은 기다리면서 {look_every_s}초마다 확인해 스스로 계속하며, 잃는 것은 없습니다.</translation>
    </message>
    <message>
        <source>The shipped file {name} is missing from this installation; reinstall SSD Desktop to restore it.</source>
        <translation>이 설치본에 기본 제공 파일 {name}이(가) 없습니다. SSD Desktop을 다시 설치하세요.</translation>
    </message>
    <message>
        <source>The start weights cannot be scaled, because layer {name} answers the first images with a standard deviation of {std}; start with other images or weights.</source>
        <translation>층 {name}의 첫 이미지에 대한 출력 표준 편차가 {std}이어서 시작 가중치의 크기를 맞출 수 없습니다. 다른 이미지나 가중치로 시작하세요.</translation>
    </message>
    <message>
        <source>The training diverged at step {step} with learning rate {learning_rate} (loss {loss}, gradient norm {gradient_norm}).</source>
        <translation>학습률 {learning_rate}(으)로 {step}단계에서 학습이 발산했습니다(손실 {loss}, 기울기 노름 {gradient_norm}).</translation>
    </message>
    <message>
        <source>The training ends at step {step} of {steps}: the last {stale_evaluations} evaluations were no better than the best one.</source>
        <translation>전체 {steps}단계 가운데 {step}단계에서 학습을 마칩니다. 최근 평가 {stale_evaluations}번이 최고 기록보다 낫지 않았습니다.</translation>
    </message>
    <message>
        <source>The video {value} has no frame that can be decoded; get an intact copy of it.</source>
        <translation>동영상 {value}에 디코딩할 수 있는 프레임이 없습니다. 온전한 사본을 구하세요.</translation>
    </message>
    <message>
        <source>There is no free name for {stem} in {folder}; choose another folder.</source>
        <translation>{folder}에 {stem}(으)로 쓸 수 있는 이름이 남아 있지 않습니다. 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>There is no validation: a tenth of the images holds no object.</source>
        <translation>검증을 하지 않습니다. 검증용으로 떼어 둘 10분의 1에 측정할 객체가 없습니다.</translation>
    </message>
    <message>
        <source>Tiles of {side} px bring {reached} of the training boxes within reach of a default box (IoU 0.5) instead of {reached2}, for {views} views an image.</source>
        <translation>{side} px 타일을 쓰면 기본 박스가 닿는 학습 박스(IoU 0.5)가 {reached2}에서 {reached}(으)로 바뀌며, 이미지당 {views}장을 봅니다.</translation>
    </message>
    <message>
        <source>Trained for an hour on a 2-core processor with the base frozen up to conv4_3; one deck of cards; court cards are taken for one another, cards below a tenth of the picture are missed.</source>
        <translation>기반 네트워크를 conv4_3까지 고정하고 2코어 프로세서에서 한 시간 학습했습니다. 카드 한 벌만 있습니다. 그림 카드끼리 혼동하며, 이미지의 10분의 1보다 작은 카드는 놓칩니다.</translation>
    </message>
    <message>
        <source>Trains on {len} views of {images} images: the whole images and tiles of {side} px that overlap by {overlap_px} px.</source>
        <translation>이미지 {images}장에서 만든 {len}장으로 학습합니다. 전체 이미지와 {overlap_px} px씩 겹치는 {side} px 타일입니다.</translation>
    </message>
    <message>
        <source>Unterminated string starting at</source>
        <translation>닫히지 않은 문자열</translation>
    </message>
    <message>
        <source>Validates on the {images} images of split val.</source>
        <translation>val 분할의 이미지 {images}장으로 검증합니다.</translation>
    </message>
    <message>
        <source>Weights: MIT, from EfficientNet-Lite0 (Apache License 2.0); photographs: Flickr&apos;s terms (VOC2012), CC BY 4.0 (Caltech-101), academic use (NYU Depth v2)</source>
        <translation>가중치: MIT, EfficientNet-Lite0(Apache License 2.0)에서 학습. 이미지: Flickr 이용 약관(VOC2012), CC BY 4.0(Caltech-101), 학술 용도(NYU Depth v2)</translation>
    </message>
    <message>
        <source>a line has {error} and was skipped</source>
        <translation>줄의 값이 잘못되어 건너뛰었습니다({error})</translation>
    </message>
    <message>
        <source>a line of {len} columns is neither a box nor a polygon and was skipped</source>
        <translation>열이 {len}개인 줄은 박스도 다각형도 아니어서 건너뛰었습니다</translation>
    </message>
    <message>
        <source>annotation {index} is of an image that is not listed; skipped</source>
        <translation>주석 {index}: 목록에 없는 이미지의 것이어서 건너뛰었습니다</translation>
    </message>
    <message>
        <source>category {index} has no id or no usable name; skipped</source>
        <translation>범주 {index}: id나 쓸 수 있는 이름이 없어 건너뛰었습니다</translation>
    </message>
    <message>
        <source>category {index} {shown} has the id of {first}; skipped</source>
        <translation>범주 {index} {shown}: {first}의 id와 같아 건너뛰었습니다</translation>
    </message>
    <message>
        <source>duplicate attribute</source>
        <translation>중복된 속성</translation>
    </message>
    <message>
        <source>entry {index} is of {shown} again; skipped</source>
        <translation>항목 {index}: 다시 {shown}의 것이어서 건너뛰었습니다</translation>
    </message>
    <message>
        <source>entry {index} names no image; skipped</source>
        <translation>항목 {index}: 이미지 이름이 없어 건너뛰었습니다</translation>
    </message>
    <message>
        <source>entry {index} of {key} is no JSON object; skipped</source>
        <translation>{key}의 항목 {index}: JSON 객체가 아니어서 건너뛰었습니다</translation>
    </message>
    <message>
        <source>entry {index} {shown} has no list of objects; skipped</source>
        <translation>항목 {index} {shown}: 객체 목록이 없어 건너뛰었습니다</translation>
    </message>
    <message>
        <source>fine-tune with batch_size = 16, learning_rate = 0.008, warmup_steps = 300, gradient_clip = 10.0, freeze = block5_project, class_balance = 0.5, train_difficult = False: SGD, learning rate 0.008 for a batch of 32, batch 16, 4200 steps, cosine schedule, frozen up to block5_project, float32</source>
        <translation>미세 조정: batch_size = 16, learning_rate = 0.008, warmup_steps = 300, gradient_clip = 10.0, freeze = block5_project, class_balance = 0.5, train_difficult = False / SGD, 배치 32 기준 학습률 0.008, 배치 16, 4200단계, cosine 스케줄, block5_project까지 고정, float32</translation>
    </message>
    <message>
        <source>fine-tune with {changed}</source>
        <translation>미세 조정: {changed}</translation>
    </message>
    <message>
        <source>general/val, 250 images; AP50 is 39.3% to 48.9% in 95 % of the draws of them</source>
        <translation>general/val, 이미지 250장. 이미지를 다시 뽑으면 95 %의 경우 AP50이 39.3~48.9 %입니다.</translation>
    </message>
    <message>
        <source>has an edge that is not a number</source>
        <translation>숫자가 아닌 변이 있습니다</translation>
    </message>
    <message>
        <source>has its edges reversed</source>
        <translation>변의 순서가 뒤바뀌었습니다</translation>
    </message>
    <message>
        <source>has no area</source>
        <translation>넓이가 없습니다</translation>
    </message>
    <message>
        <source>has the same name as {name} but for its ending, and was left out</source>
        <translation>확장자만 빼고 {name}와(과) 이름이 같아 제외했습니다</translation>
    </message>
    <message>
        <source>image {index} has no id or no file name; skipped</source>
        <translation>이미지 {index}: id나 파일 이름이 없어 건너뛰었습니다</translation>
    </message>
    <message>
        <source>image {index} {shown} has the id of {first}; skipped</source>
        <translation>이미지 {index} {shown}: {first}의 id와 같아 건너뛰었습니다</translation>
    </message>
    <message>
        <source>is damaged</source>
        <translation>손상되었습니다</translation>
    </message>
    <message>
        <source>is not in the class list</source>
        <translation>클래스 목록에 없습니다</translation>
    </message>
    <message>
        <source>is too thin to be trained on</source>
        <translation>너무 가늘어 학습에 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>is truncated</source>
        <translation>잘렸습니다</translation>
    </message>
    <message>
        <source>it has a number of thousands of digits</source>
        <translation>자릿수가 수천인 숫자가 있습니다</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>비어 있습니다</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>너무 깊이 겹쳐 있습니다</translation>
    </message>
    <message>
        <source>it is no UTF-8 text</source>
        <translation>UTF-8 텍스트가 아닙니다</translation>
    </message>
    <message>
        <source>it is not UTF-8 text</source>
        <translation>UTF-8 텍스트가 아닙니다</translation>
    </message>
    <message>
        <source>it is read-only</source>
        <translation>읽기 전용입니다</translation>
    </message>
    <message>
        <source>its header gives no size</source>
        <translation>헤더에 크기가 없습니다</translation>
    </message>
    <message>
        <source>its header is cut off</source>
        <translation>헤더가 잘렸습니다</translation>
    </message>
    <message>
        <source>its header is damaged</source>
        <translation>헤더가 손상되었습니다</translation>
    </message>
    <message>
        <source>junk after document element</source>
        <translation>문서 요소 뒤에 다른 내용이 있음</translation>
    </message>
    <message>
        <source>lies outside the {width} x {height} image</source>
        <translation>{width} x {height} 이미지 밖에 있습니다</translation>
    </message>
    <message>
        <source>line {currentlinenumber}: it has a document type (DTD), which is not read</source>
        <translation>{currentlinenumber}번째 줄: 읽지 않는 문서 형식 선언(DTD)이 있습니다</translation>
    </message>
    <message>
        <source>line {currentlinenumber}: its elements are nested too deeply</source>
        <translation>{currentlinenumber}번째 줄: 요소가 너무 깊이 겹쳐 있습니다</translation>
    </message>
    <message>
        <source>line {line} has a bracket that is not closed as it was opened</source>
        <translation>{line}번째 줄의 괄호가 열린 것과 다르게 닫혔습니다</translation>
    </message>
    <message>
        <source>line {line} has a quote that is not closed</source>
        <translation>{line}번째 줄의 따옴표가 닫히지 않았습니다</translation>
    </message>
    <message>
        <source>line {line} has a text in double quotes that is not read</source>
        <translation>{line}번째 줄에 읽을 수 없는 큰따옴표 텍스트가 있습니다</translation>
    </message>
    <message>
        <source>line {line} has a value of a kind that is not read</source>
        <translation>{line}번째 줄에 읽을 수 없는 종류의 값이 있습니다</translation>
    </message>
    <message>
        <source>line {line} has a {name} that is neither a folder nor a list of folders</source>
        <translation>{line}번째 줄의 {name}이(가) 폴더도 폴더 목록도 아닙니다</translation>
    </message>
    <message>
        <source>line {line} has names that are neither a list nor a mapping from numbers</source>
        <translation>{line}번째 줄의 이름이 목록도 아니고 번호별 이름도 아닙니다</translation>
    </message>
    <message>
        <source>line {line} has {key} again</source>
        <translation>{line}번째 줄에 {key}이(가) 다시 나옵니다</translation>
    </message>
    <message>
        <source>line {line} is no key with a value</source>
        <translation>{line}번째 줄에 키와 값이 없습니다</translation>
    </message>
    <message>
        <source>line {value} begins a value that is nested more deeply than is read</source>
        <translation>{value}번째 줄의 값이 너무 깊이 겹쳐 있습니다</translation>
    </message>
    <message>
        <source>line {value} goes on with a value that is not read over several lines</source>
        <translation>{value}번째 줄의 값이 여러 줄에 걸쳐 있어 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>line {value} opens a bracket that is never closed</source>
        <translation>{value}번째 줄에서 연 괄호가 닫히지 않았습니다</translation>
    </message>
    <message>
        <source>mismatched tag</source>
        <translation>시작과 끝이 다른 태그</translation>
    </message>
    <message>
        <source>nc is {shown}, but {len} classes are named; the names were taken</source>
        <translation>nc는 {shown}인데 클래스 이름은 {len}개여서 이름을 따랐습니다</translation>
    </message>
    <message>
        <source>no coordinates</source>
        <translation>좌표 없음</translation>
    </message>
    <message>
        <source>no element found</source>
        <translation>요소가 없음</translation>
    </message>
    <message>
        <source>not understood in line {lineno}: {errorstring}</source>
        <translation>{lineno}번째 줄: {errorstring}</translation>
    </message>
    <message>
        <source>not well-formed (invalid token)</source>
        <translation>잘못된 토큰</translation>
    </message>
    <message>
        <source>object {number} has no class name and was skipped</source>
        <translation>객체 {number}: 클래스 이름이 없어 건너뛰었습니다</translation>
    </message>
    <message>
        <source>on tiles of {side} px</source>
        <translation>{side} px 타일에서</translation>
    </message>
    <message>
        <source>on whole pictures</source>
        <translation>이미지 전체에서</translation>
    </message>
    <message>
        <source>paper with {changed}</source>
        <translation>논문 방식: {changed}</translation>
    </message>
    <message>
        <source>partial character</source>
        <translation>잘린 문자</translation>
    </message>
    <message>
        <source>syntax error</source>
        <translation>구문 오류</translation>
    </message>
    <message>
        <source>the file name &quot;{filename}&quot; inside is of another file than {name}; ignored</source>
        <translation>안에 적힌 파일 이름 &quot;{filename}&quot;은(는) {name}와(과) 다른 파일이어서 무시했습니다</translation>
    </message>
    <message>
        <source>the image {shown} is listed twice; left out</source>
        <translation>이미지 {shown}이(가) 목록에 두 번 있어 제외했습니다</translation>
    </message>
    <message>
        <source>the key frames of {where} are not in rising order</source>
        <translation>{where}의 키 프레임이 오름차순이 아닙니다</translation>
    </message>
    <message>
        <source>the names from line {line} on are empty</source>
        <translation>{line}번째 줄부터의 이름이 비어 있습니다</translation>
    </message>
    <message>
        <source>the names from line {line} on have no usable name for class {number}</source>
        <translation>{line}번째 줄부터의 이름에 클래스 {number}의 쓸 수 있는 이름이 없습니다</translation>
    </message>
    <message>
        <source>the names from line {line} on have {shown} where a class number belongs</source>
        <translation>{line}번째 줄부터의 이름에서 클래스 번호 자리에 {shown}이(가) 있습니다</translation>
    </message>
    <message>
        <source>the server sends a part and does not say which</source>
        <translation>서버가 일부만 보내면서 어느 부분인지 알려 주지 않습니다</translation>
    </message>
    <message>
        <source>the unknown type {shown}</source>
        <translation>알 수 없는 종류 {shown}</translation>
    </message>
    <message>
        <source>there is no image &quot;{text}&quot; in the folder; left out</source>
        <translation>폴더에 이미지 &quot;{text}&quot;이(가) 없어 제외했습니다</translation>
    </message>
    <message>
        <source>there is no image of this name; left out</source>
        <translation>이 이름의 이미지가 없어 제외했습니다</translation>
    </message>
    <message>
        <source>there is no image {shown} in the folder, or it is listed twice; left out</source>
        <translation>이미지 {shown}이(가) 폴더에 없거나 목록에 두 번 있어 제외했습니다</translation>
    </message>
    <message>
        <source>there is no image {shown} in the folder; left out</source>
        <translation>폴더에 이미지 {shown}이(가) 없어 제외했습니다</translation>
    </message>
    <message>
        <source>there is no image {shown}; left out</source>
        <translation>이미지 {shown}이(가) 없어 제외했습니다</translation>
    </message>
    <message>
        <source>torchvision has no {network}; only {name} can be used there.</source>
        <translation>torchvision에는 {network}이(가) 없습니다. {name}만 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>two tracks have the number {number}</source>
        <translation>번호 {number}인 트랙이 둘입니다</translation>
    </message>
    <message>
        <source>unbound prefix</source>
        <translation>정의되지 않은 접두사</translation>
    </message>
    <message>
        <source>unclosed CDATA section</source>
        <translation>닫히지 않은 CDATA 구역</translation>
    </message>
    <message>
        <source>unclosed token</source>
        <translation>닫히지 않은 토큰</translation>
    </message>
    <message>
        <source>undefined entity</source>
        <translation>정의되지 않은 엔티티</translation>
    </message>
    <message>
        <source>unknown encoding</source>
        <translation>알 수 없는 인코딩</translation>
    </message>
    <message>
        <source>weights MIT; start weights VGG-16 by K. Simonyan and A. Zisserman, CC BY 4.0; photographs Apache-2.0</source>
        <translation>가중치 MIT, 시작 가중치 K. Simonyan과 A. Zisserman의 VGG-16 CC BY 4.0, 이미지 Apache-2.0</translation>
    </message>
    <message>
        <source>which has this folder in it, and everything beside it</source>
        <translation>이 폴더와 그 옆의 모든 것을 담고 있습니다</translation>
    </message>
    <message>
        <source>{device_label} has too little free memory for the detector; close other programs or use --device cpu.</source>
        <translation>{device_label}의 남은 메모리가 검출기에 부족합니다. 다른 프로그램을 닫거나 --device cpu를 쓰세요.</translation>
    </message>
    <message>
        <source>{error} What was saved before is kept.</source>
        <translation>{error} 그 전에 저장한 것은 남아 있습니다.</translation>
    </message>
    <message>
        <source>{folder} cannot be written ({reason}); check its permissions.</source>
        <translation>{folder}에 쓸 수 없습니다({reason}). 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>{folder} cannot be written ({reason}); make it writable and download again.</source>
        <translation>{folder}에 쓸 수 없습니다({reason}). 쓸 수 있게 한 뒤 다시 내려받으세요.</translation>
    </message>
    <message>
        <source>{folder} holds no pictures; name a folder with pictures like those to detect on.</source>
        <translation>{folder}에 이미지가 없습니다. 검출할 것과 비슷한 이미지가 있는 폴더를 지정하세요.</translation>
    </message>
    <message>
        <source>{folder} is a file, not a folder; choose a new folder.</source>
        <translation>{folder}은(는) 폴더가 아니라 파일입니다. 새 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>{folder} is a file, not a folder; choose the folder it is in.</source>
        <translation>{folder}은(는) 폴더가 아니라 파일입니다. 파일이 있는 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>{held} of the {images} images, always the same, are kept back for validation, since there is no val split.</source>
        <translation>val 분할이 없으므로 이미지 {images}장 중 항상 같은 {held}장을 검증용으로 떼어 둡니다.</translation>
    </message>
    <message>
        <source>{held} of the {images} images, always the same, are kept back for validation, split by {rule}.</source>
        <translation>{rule} 기준으로 이미지 {images}장 중 항상 같은 {held}장을 검증용으로 떼어 둡니다.</translation>
    </message>
    <message>
        <source>{host} cannot be reached ({told}); check the network, set HTTPS_PROXY where one is needed, or {by_hand}.</source>
        <translation>{host}에 연결할 수 없습니다({told}). 네트워크를 확인하거나, 필요하면 HTTPS_PROXY를 설정하거나, 직접 받으세요: {by_hand}.</translation>
    </message>
    <message>
        <source>{host} said nothing for {timeout} s; try again later.</source>
        <translation>{host}이(가) {timeout}초 동안 응답하지 않았습니다. 나중에 다시 시도하세요.</translation>
    </message>
    <message>
        <source>{host} sent other bytes than before; download {name} again.</source>
        <translation>{host}이(가) 전과 다른 내용을 보냈습니다. {name}을(를) 다시 내려받으세요.</translation>
    </message>
    <message>
        <source>{image} has the same name as {name} but for its ending, and {stem}{suffix} has the labels of that one; give one of them another name.</source>
        <translation>{image}은(는) 확장자만 빼고 {name}와(과) 이름이 같고, {stem}{suffix}에는 그 이미지의 라벨이 있습니다. 둘 중 하나의 이름을 바꾸세요.</translation>
    </message>
    <message>
        <source>{labels} belongs to another model; choose a folder of its own for this one.</source>
        <translation>{labels}은(는) 다른 모델의 것입니다. 이 모델만의 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>{label} runs on the processor only; choose the device cpu or the engine torch.</source>
        <translation>{label}은(는) 프로세서에서만 실행됩니다. cpu 장치나 torch 엔진을 고르세요.</translation>
    </message>
    <message>
        <source>{len} of {compared} images to measure on ({share}) are nearly the same picture as one that is trained on: {named}; split by frames, folder or an expression, or the figures flatter.</source>
        <translation>측정할 이미지 {compared}장 가운데 {len}장({share})이 학습 이미지와 거의 같습니다: {named}. 프레임, 폴더 또는 정규식으로 나누지 않으면 수치가 실제보다 좋게 나옵니다.</translation>
    </message>
    <message>
        <source>{len} problems in the annotations of {name}; the first: {value}</source>
        <translation>{name}의 어노테이션에 문제가 {len}개 있습니다. 첫 번째: {value}</translation>
    </message>
    <message>
        <source>{name} and {name2} know other classes, so that their pictures do not compare.</source>
        <translation>{name}와(과) {name2}이(가) 아는 클래스가 서로 달라 이미지를 비교할 수 없습니다.</translation>
    </message>
    <message>
        <source>{name} does not fit its {len} classes and box plan {name2}: {key} is {list} instead of {list2}.</source>
        <translation>{name}이(가) 클래스 {len}개와 박스 플랜 {name2}에 맞지 않습니다. {key}이(가) {list2} 대신 {list}입니다.</translation>
    </message>
    <message>
        <source>{name} finds {count} classes, but the class list has {len}; give one name a line, without the background, in the order of the labels.</source>
        <translation>{name}은(는) 클래스 {count}개를 찾지만 클래스 목록에는 {len}개가 있습니다. 배경 없이 라벨 순서대로 한 줄에 이름 하나씩 쓰세요.</translation>
    </message>
    <message>
        <source>{name} from {host} is not the file that was published: its SHA-256 begins with {value} instead of {sha256_start}; it was deleted, download it again.</source>
        <translation>{host}의 {name}은(는) 공개된 파일이 아닙니다. SHA-256이 {sha256_start}이(가) 아니라 {value}(으)로 시작합니다. 파일을 지웠으니 다시 내려받으세요.</translation>
    </message>
    <message>
        <source>{name} gave no picture within {timeout_s} s; wait, or check its connection.</source>
        <translation>{name}에서 {timeout_s}초 안에 이미지가 오지 않았습니다. 기다리거나 연결을 확인하세요.</translation>
    </message>
    <message>
        <source>{name} has given no picture for {stall_s} s; check it and its connection.</source>
        <translation>{name}에서 {stall_s}초 동안 이미지가 오지 않았습니다. 장치와 연결을 확인하세요.</translation>
    </message>
    <message>
        <source>{name} has no labelled objects of the classes {join}; label some, or check the class list.</source>
        <translation>{name}에 클래스 {join}의 라벨링된 객체가 없습니다. 몇 개를 라벨링하거나 클래스 목록을 확인하세요.</translation>
    </message>
    <message>
        <source>{name} has no layout that can be imported: its first key is {shown}; known are {known}, and VGG16 as start weights.</source>
        <translation>{name}은(는) 가져올 수 있는 구조가 아닙니다. 첫 키는 {shown}입니다. 아는 구조는 {known}이고 VGG16은 시작 가중치로 가져옵니다.</translation>
    </message>
    <message>
        <source>{name} has no validation images to measure on; hold some back in the next one.</source>
        <translation>{name}에는 측정할 검증 이미지가 없습니다. 다음에는 일부를 떼어 두세요.</translation>
    </message>
    <message>
        <source>{name} has other classes than {name2}; read both with the same class list.</source>
        <translation>{name}의 클래스가 {name2}와(과) 다릅니다. 둘 다 같은 클래스 목록으로 읽으세요.</translation>
    </message>
    <message>
        <source>{name} has saved no checkpoint yet.</source>
        <translation>{name}에는 아직 저장된 체크포인트가 없습니다.</translation>
    </message>
    <message>
        <source>{name} has saved no checkpoint; go on with it first.</source>
        <translation>{name}에는 저장된 체크포인트가 없습니다. 먼저 이어서 학습하세요.</translation>
    </message>
    <message>
        <source>{name} holds no object of the detector&apos;s classes; evaluate a detector trained on its classes.</source>
        <translation>{name}에 검출기의 클래스에 속하는 객체가 없습니다. 그 클래스로 학습한 검출기를 평가하세요.</translation>
    </message>
    <message>
        <source>{name} holds no object of the start detector&apos;s classes ({join}); name the folder that it was trained on.</source>
        <translation>{name}에 시작 검출기의 클래스({join})에 속하는 객체가 없습니다. 그 검출기가 학습한 폴더를 지정하세요.</translation>
    </message>
    <message>
        <source>{name} holds no object to measure on; name other validation images.</source>
        <translation>{name}에 측정할 객체가 없습니다. 다른 검증 이미지를 지정하세요.</translation>
    </message>
    <message>
        <source>{name} is a VGG16, which has neither classes nor a box plan; leave both out.</source>
        <translation>{name}은(는) VGG16이라 클래스도 박스 플랜도 없습니다. 둘 다 빼세요.</translation>
    </message>
    <message>
        <source>{name} is a first round: it started from no detector that it could improve.</source>
        <translation>{name}은(는) 첫 학습이라 비교할 시작 검출기가 없습니다.</translation>
    </message>
    <message>
        <source>{name} is closed; open it again.</source>
        <translation>{name}이(가) 닫혀 있습니다. 다시 여세요.</translation>
    </message>
    <message>
        <source>{name} is from before runs kept their labels; changes are counted after the next run.</source>
        <translation>{name}은(는) 라벨을 보관하기 전의 실행입니다. 다음 실행부터 바뀐 것을 셉니다.</translation>
    </message>
    <message>
        <source>{name} is unusable: its {key} holds numbers that are not finite.</source>
        <translation>{name}은(는) 쓸 수 없습니다. {key}에 유한하지 않은 숫자가 있습니다.</translation>
    </message>
    <message>
        <source>{name} is unusable: {key} holds numbers that are not finite.</source>
        <translation>{name}은(는) 쓸 수 없습니다. {key}에 유한하지 않은 숫자가 있습니다.</translation>
    </message>
    <message>
        <source>{name} is {shown}, {wrong}; left out</source>
        <translation>{name}은(는) {shown}입니다: {wrong}. 제외했습니다</translation>
    </message>
    <message>
        <source>{name} looks like VGG16, but its classifier has the shapes {shapes}; choose a whole one.</source>
        <translation>{name}은(는) VGG16처럼 보이지만 분류기의 모양이 {shapes}입니다. 완전한 것을 고르세요.</translation>
    </message>
    <message>
        <source>{name} looks like VGG16, but its {key} is {list} instead of {list2}.</source>
        <translation>{name}은(는) VGG16처럼 보이지만 {key}이(가) {list2} 대신 {list}입니다.</translation>
    </message>
    <message>
        <source>{name} looks like VGG16, but its {missing} is missing; choose a whole VGG16.</source>
        <translation>{name}은(는) VGG16처럼 보이지만 {missing}이(가) 없습니다. 완전한 VGG16을 고르세요.</translation>
    </message>
    <message>
        <source>{name} looks like VGG16, but {unknown} {shape} is not in it; only VGG16 without batch normalisation fits.</source>
        <translation>{name}은(는) VGG16처럼 보이지만 {unknown} {shape}은(는) VGG16에 없습니다. 배치 정규화가 없는 VGG16만 맞습니다.</translation>
    </message>
    <message>
        <source>{name} looks like {name2}, but {shown} is no head of whole classes.</source>
        <translation>{name}은(는) {name2}처럼 보이지만 {shown}이(가) 온전한 클래스의 헤드가 아닙니다.</translation>
    </message>
    <message>
        <source>{name} looks like {name2}, but {shown} should be {list}; only unchanged networks can be imported.</source>
        <translation>{name}은(는) {name2}처럼 보이지만 {shown}은(는) {list}이어야 합니다. 바꾸지 않은 네트워크만 가져올 수 있습니다.</translation>
    </message>
    <message>
        <source>{name} looks like {name2}, but {what}; only unchanged networks can be imported.</source>
        <translation>{name}은(는) {name2}처럼 보이지만 {what}. 바꾸지 않은 네트워크만 가져올 수 있습니다.</translation>
    </message>
    <message>
        <source>{name} must end in {suffix} for the format {format}.</source>
        <translation>{format} 형식에서는 {name}이(가) {suffix}(으)로 끝나야 합니다.</translation>
    </message>
    <message>
        <source>{name} stopped and is being connected again; check its sender if it stays away.</source>
        <translation>{name}이(가) 멈춰 다시 연결하고 있습니다. 계속 연결되지 않으면 송신 측을 확인하세요.</translation>
    </message>
    <message>
        <source>{name} was read with other classes than the detector&apos;s; read it with the detector&apos;s.</source>
        <translation>{name}을(를) 검출기와 다른 클래스로 읽었습니다. 검출기의 클래스로 읽으세요.</translation>
    </message>
    <message>
        <source>{name} was read with other classes than {name2}; read both with the same class list.</source>
        <translation>{name}을(를) {name2}와(과) 다른 클래스로 읽었습니다. 둘 다 같은 클래스 목록으로 읽으세요.</translation>
    </message>
    <message>
        <source>{name} was trained with the box plan {name2}, so its offsets are wrong for {name3}; train it with the plan {name4}, or start from vgg16.</source>
        <translation>{name}은(는) 박스 플랜 {name2}(으)로 학습되어 {name3}에는 오프셋이 맞지 않습니다. {name4} 플랜으로 학습하거나 vgg16에서 시작하세요.</translation>
    </message>
    <message>
        <source>{path} already holds a run; go on with it by --resume, or choose another folder by --output.</source>
        <translation>{path}에 이미 실행이 있습니다. --resume으로 이어 가거나 --output으로 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}), so no class can be changed; check its permissions.</source>
        <translation>{path}을(를) 읽을 수 없어({reason}) 클래스를 바꿀 수 없습니다. 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}), so nothing was changed; bring it back and try again.</source>
        <translation>{path}을(를) 읽을 수 없어({reason}) 아무것도 바꾸지 않았습니다. 되돌려 놓고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); check its permissions.</source>
        <translation>{path}을(를) 읽을 수 없습니다({reason}). 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); check the path and its permissions.</source>
        <translation>{path}을(를) 읽을 수 없습니다({reason}). 경로와 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); correct or delete it.</source>
        <translation>{path}을(를) 읽을 수 없습니다({reason}). 고치거나 지우세요.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); what changed is counted again after the next run.</source>
        <translation>{path}을(를) 읽을 수 없습니다({reason}). 바뀐 것은 다음 실행부터 다시 셉니다.</translation>
    </message>
    <message>
        <source>{path} cannot be read as a video; it is damaged or of a kind this program does not know: convert it to MP4 (H.264).</source>
        <translation>{path}을(를) 동영상으로 읽을 수 없습니다. 손상되었거나 모르는 종류이니 MP4(H.264)로 변환하세요.</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}.</source>
        <translation>{path}을(를) 읽을 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>{path} cannot be understood ({reason}); train anew.</source>
        <translation>{path}을(를) 이해할 수 없습니다({reason}). 새로 학습하세요.</translation>
    </message>
    <message>
        <source>{path} cannot be written ({reason}); choose another folder.</source>
        <translation>{path}에 쓸 수 없습니다({reason}). 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>{path} cannot be written ({reason}); choose another place.</source>
        <translation>{path}에 쓸 수 없습니다({reason}). 다른 곳을 고르세요.</translation>
    </message>
    <message>
        <source>{path} does not exist; check the path.</source>
        <translation>{path}이(가) 없습니다. 경로를 확인하세요.</translation>
    </message>
    <message>
        <source>{path} does not say which images an earlier run measured on ({reason}); name another run, or none.</source>
        <translation>{path}에 이전 실행이 어떤 이미지로 측정했는지 나와 있지 않습니다({reason}). 다른 실행을 지정하거나 지정하지 마세요.</translation>
    </message>
    <message>
        <source>{path} exists already; add --overwrite, or choose another --output folder.</source>
        <translation>{path}이(가) 이미 있습니다. --overwrite를 더하거나 --output으로 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>{path} exists already; add --overwrite, or choose another name.</source>
        <translation>{path}이(가) 이미 있습니다. --overwrite를 더하거나 다른 이름을 고르세요.</translation>
    </message>
    <message>
        <source>{path} holds more than weights (it asks to run {wanted}) and was not opened; save its weights alone where it was made, with torch.save(model.state_dict(), FILE), and import that.</source>
        <translation>{path}에는 가중치 말고도 실행을 요구하는 것({wanted})이 있어 열지 않았습니다. 만든 곳에서 torch.save(model.state_dict(), FILE)로 가중치만 저장해 가져오세요.</translation>
    </message>
    <message>
        <source>{path} holds no run to resume; start one without --resume.</source>
        <translation>{path}에 이어 갈 실행이 없습니다. --resume 없이 시작하세요.</translation>
    </message>
    <message>
        <source>{path} holds no run; it was moved or deleted.</source>
        <translation>{path}에 학습 실행이 없습니다. 옮겨졌거나 지워졌습니다.</translation>
    </message>
    <message>
        <source>{path} holds no start weights; make them with ssd-desktop models import.</source>
        <translation>{path}에 시작 가중치가 없습니다. ssd-desktop models import로 만드세요.</translation>
    </message>
    <message>
        <source>{path} holds no weights by name; choose a file made by torch.save(model.state_dict()).</source>
        <translation>{path}에 이름 붙은 가중치가 없습니다. torch.save(model.state_dict())로 만든 파일을 고르세요.</translation>
    </message>
    <message>
        <source>{path} holds weights but is no checkpoint of SSD Desktop: it does not say its classes and box plan.</source>
        <translation>{path}에 가중치는 있지만 SSD Desktop의 체크포인트가 아닙니다. 클래스와 박스 플랜 정보가 없습니다.</translation>
    </message>
    <message>
        <source>{path} is a HEIC or AVIF image, which this program does not read; save it as JPEG or PNG.</source>
        <translation>{path}은(는) 이 프로그램이 읽지 않는 HEIC 또는 AVIF 이미지입니다. JPEG나 PNG로 저장하세요.</translation>
    </message>
    <message>
        <source>{path} is a folder, not a checkpoint; choose the .safetensors file in it.</source>
        <translation>{path}은(는) 체크포인트가 아니라 폴더입니다. 그 안의 .safetensors 파일을 고르세요.</translation>
    </message>
    <message>
        <source>{path} is a folder, not a video; open it as a folder.</source>
        <translation>{path}은(는) 동영상이 아니라 폴더입니다. 폴더로 여세요.</translation>
    </message>
    <message>
        <source>{path} is a folder, not an image; open it as a folder.</source>
        <translation>{path}은(는) 이미지가 아니라 폴더입니다. 폴더로 여세요.</translation>
    </message>
    <message>
        <source>{path} is a folder; choose a file of weights in it.</source>
        <translation>{path}은(는) 폴더입니다. 그 안의 가중치 파일을 고르세요.</translation>
    </message>
    <message>
        <source>{path} is cut off within its header; get the file again.</source>
        <translation>{path}이(가) 헤더 중간에서 잘렸습니다. 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{path} is cut off: it holds {data_bytes} bytes of weights instead of {wanted}; get the file again.</source>
        <translation>{path}이(가) 잘렸습니다. 가중치가 {wanted}바이트가 아니라 {data_bytes}바이트입니다. 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{path} is damaged ({error}); start a new run.</source>
        <translation>{path}이(가) 손상되었습니다({error}). 새 실행을 시작하세요.</translation>
    </message>
    <message>
        <source>{path} is damaged or no file of weights; get the file again.</source>
        <translation>{path}이(가) 손상되었거나 가중치 파일이 아닙니다. 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{path} is damaged or of another program: {reason}; get the file again.</source>
        <translation>{path}이(가) 손상되었거나 다른 프로그램의 파일입니다: {reason}. 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{path} is damaged or of other images ({error}); name the same data as before, or start a new run.</source>
        <translation>{path}이(가) 손상되었거나 다른 이미지의 것입니다({error}). 전과 같은 데이터를 지정하거나 새 실행을 시작하세요.</translation>
    </message>
    <message>
        <source>{path} is damaged: it holds numbers that are not finite; get the file again.</source>
        <translation>{path}이(가) 손상되었습니다. 유한하지 않은 숫자가 있으니 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{path} is damaged: it holds {data_bytes} bytes of weights instead of {wanted}; get the file again.</source>
        <translation>{path}이(가) 손상되었습니다. 가중치가 {wanted}바이트가 아니라 {data_bytes}바이트입니다. 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{path} is damaged: its header cannot be read; get the file again.</source>
        <translation>{path}이(가) 손상되었습니다. 헤더를 읽을 수 없으니 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{path} is damaged: its header lacks {error}; get the file again.</source>
        <translation>{path}이(가) 손상되었습니다. 헤더에 {error}이(가) 없으니 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{path} is damaged: {error}; get the file again.</source>
        <translation>{path}이(가) 손상되었습니다: {error}. 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{path} is damaged: {key} is {dtype}, no floating number; get the file again.</source>
        <translation>{path}이(가) 손상되었습니다. {key}의 형식이 실수가 아니라 {dtype}이니 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{path} is damaged; start a new run.</source>
        <translation>{path}이(가) 손상되었습니다. 새 실행을 시작하세요.</translation>
    </message>
    <message>
        <source>{path} is empty; get the file again.</source>
        <translation>{path}이(가) 비어 있습니다. 파일을 다시 받으세요.</translation>
    </message>
    <message>
        <source>{path} is no VOC annotation (its outermost element is &lt;{value}&gt;, not &lt;annotation&gt;); choose another file.</source>
        <translation>{path}은(는) VOC 어노테이션이 아닙니다(가장 바깥 요소가 &lt;annotation&gt;이 아니라 &lt;{value}&gt;). 다른 파일을 고르세요.</translation>
    </message>
    <message>
        <source>{path} is no checkpoint: it is not a safetensors file; weights of other programs can be imported.</source>
        <translation>{path}은(는) safetensors 파일이 아니라서 체크포인트가 아닙니다. 다른 프로그램의 가중치는 가져올 수 있습니다.</translation>
    </message>
    <message>
        <source>{path} is no image of a kind this program reads; save it as JPEG, PNG, BMP, WebP, TIFF or GIF.</source>
        <translation>{path}은(는) 이 프로그램이 읽는 종류의 이미지가 아닙니다. JPEG, PNG, BMP, WebP, TIFF, GIF 가운데 하나로 저장하세요.</translation>
    </message>
    <message>
        <source>{path} is not empty and holds no run ({name} is in it); choose another folder.</source>
        <translation>{path}이(가) 비어 있지 않고 실행도 없습니다({name}이(가) 있음). 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>{path} is of another version of SSD Desktop; resume the run with that one.</source>
        <translation>{path}은(는) 다른 버전의 SSD Desktop 것입니다. 그 버전으로 이어 가세요.</translation>
    </message>
    <message>
        <source>{path} is read-only, so nothing was changed; make it writable and try again.</source>
        <translation>{path}이(가) 읽기 전용이라 아무것도 바꾸지 않았습니다. 쓸 수 있게 한 뒤 다시 시도하세요.</translation>
    </message>
    <message>
        <source>{path} is the picture itself and is not replaced; choose another --output folder.</source>
        <translation>{path}은(는) 원본 이미지라 덮어쓰지 않습니다. --output으로 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>{path} names other classes; add --overwrite, or choose another --output folder.</source>
        <translation>{path}의 클래스가 다릅니다. --overwrite를 더하거나 --output으로 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>{path} was changed by another program, so nothing was changed; try again.</source>
        <translation>다른 프로그램이 {path}을(를) 바꾸어 아무것도 바꾸지 않았습니다. 다시 시도하세요.</translation>
    </message>
    <message>
        <source>{path} was changed since, so the change of classes stays; edit the classes again.</source>
        <translation>그 뒤 {path}이(가) 바뀌어 클래스 변경을 되돌리지 않습니다. 클래스를 다시 편집하세요.</translation>
    </message>
    <message>
        <source>{path} was written by a newer SSD Desktop; update this one to use it.</source>
        <translation>{path}은(는) 더 새로운 SSD Desktop이 쓴 파일입니다. 프로그램을 업데이트하세요.</translation>
    </message>
    <message>
        <source>{root} has YOLO labels, but nothing names their classes; add a data.yaml, or a classes.txt with one name a line.</source>
        <translation>{root}에 YOLO 라벨이 있지만 클래스 이름이 없습니다. data.yaml이나 한 줄에 이름 하나씩 쓴 classes.txt를 추가하세요.</translation>
    </message>
    <message>
        <source>{root} has files of two formats, {names}; keep one of them there.</source>
        <translation>{root}에 두 형식의 파일이 있습니다: {names}. 하나만 남기세요.</translation>
    </message>
    <message>
        <source>{root} has no split &quot;{split}&quot;; there are: {names}.</source>
        <translation>{root}에 &quot;{split}&quot; 분할이 없습니다. 있는 분할: {names}.</translation>
    </message>
    <message>
        <source>{root} holds no image; choose a folder of images.</source>
        <translation>{root}에 이미지가 없습니다. 이미지 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>{root} is a project already; open it.</source>
        <translation>{root}은(는) 이미 프로젝트입니다. 여세요.</translation>
    </message>
    <message>
        <source>{root} is no project; make it one by ssd-desktop project create.</source>
        <translation>{root}은(는) 프로젝트가 아닙니다. ssd-desktop project create로 만드세요.</translation>
    </message>
    <message>
        <source>{script} is there and no part of an export; choose a folder of its own for the model.</source>
        <translation>{script}이(가) 있지만 내보낸 모델의 일부가 아닙니다. 이 모델만의 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>{text} {left_out} tiles without an object are left out.</source>
        <translation>{text} 객체가 없는 타일 {left_out}개는 제외합니다.</translation>
    </message>
    <message>
        <source>{title} has an edge that is not a number and was skipped</source>
        <translation>{title}: 변의 값이 숫자가 아니어서 건너뛰었습니다</translation>
    </message>
    <message>
        <source>{title} has as the edge {name} {error} and was skipped</source>
        <translation>{title}: 변 {name}의 값이 {error}여서 건너뛰었습니다</translation>
    </message>
    <message>
        <source>{title} has its edges reversed and was skipped</source>
        <translation>{title}: 변의 순서가 뒤바뀌어 건너뛰었습니다</translation>
    </message>
    <message>
        <source>{title} has no element &lt;{name}&gt; and was skipped</source>
        <translation>{title}: &lt;{name}&gt; 요소가 없어 건너뛰었습니다</translation>
    </message>
    <message>
        <source>{title} lies outside the {width} x {height} image and was skipped</source>
        <translation>{title}: {width} x {height} 이미지 밖에 있어 건너뛰었습니다</translation>
    </message>
    <message>
        <source>{value} cannot be read: {value2} (details are in the log file).</source>
        <translation>{value}을(를) 읽을 수 없습니다: {value2}(자세한 내용은 로그 파일에 있습니다).</translation>
    </message>
    <message>
        <source>{value} cannot be written ({reason}); free space, or copy the folder to a place that you can write to.</source>
        <translation>{value}에 쓸 수 없습니다({reason}). 공간을 비우거나 쓸 수 있는 곳으로 폴더를 복사하세요.</translation>
    </message>
    <message>
        <source>{value} of the training boxes ({unmatched}) are reached by no default box of plan {name}; each is trained on its best one only and may be found less often.</source>
        <translation>학습 박스의 {value}({unmatched}개)에는 {name} 플랜의 기본 박스가 닿지 않습니다. 각각 가장 잘 맞는 하나로만 학습되어 덜 찾을 수 있습니다.</translation>
    </message>
    <message>
        <source>{value} was written by a newer SSD Desktop; update this one to open it.</source>
        <translation>{value}은(는) 더 새로운 SSD Desktop이 쓴 파일입니다. 열려면 프로그램을 업데이트하세요.</translation>
    </message>
    <message>
        <source>{what} for {name}; try again later, or {by_hand}.</source>
        <translation>{name}: {what}. 나중에 다시 시도하거나 직접 받으세요: {by_hand}.</translation>
    </message>
    <message>
        <source>{where} has no class name</source>
        <translation>{where}에 클래스 이름이 없습니다</translation>
    </message>
    <message>
        <source>{where} has no key frames</source>
        <translation>{where}에 키 프레임이 없습니다</translation>
    </message>
    <message>
        <source>{where} is no object</source>
        <translation>{where}은(는) 객체가 아닙니다</translation>
    </message>
</context>
<context>
    <name>MethodSettings</name>
    <message>
        <source>Method</source>
        <translation>방법</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>레시피</translation>
    </message>
    <message>
        <source>Fine-tune: few images of your own</source>
        <translation>미세 조정: 내 이미지 몇 장</translation>
    </message>
    <message>
        <source>Paper: as its authors trained SSD, with thousands of images</source>
        <translation>논문: 저자들이 수천 장으로 SSD를 학습한 방식</translation>
    </message>
    <message>
        <source>Sets all that follows; change what you like afterwards</source>
        <translation>아래 값을 모두 정합니다. 그 뒤에 원하는 대로 바꾸세요</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>네트워크</translation>
    </message>
    <message>
        <source>A larger input shows small objects larger, and takes about three times as long</source>
        <translation>입력이 크면 작은 객체가 더 크게 보이고, 시간은 약 세 배 걸립니다</translation>
    </message>
    <message>
        <source>Box plan</source>
        <translation>박스 플랜</translation>
    </message>
    <message>
        <source>The default boxes; an object that none of them resembles is seldom found</source>
        <translation>기본 박스입니다. 닮은 박스가 없는 객체는 거의 찾지 못합니다</translation>
    </message>
    <message>
        <source>What is trained</source>
        <translation>학습 범위</translation>
    </message>
    <message>
        <source>Train everything: best with many images and a GPU</source>
        <translation>전체 학습: 이미지가 많고 GPU가 있을 때 가장 좋음</translation>
    </message>
    <message>
        <source>Frozen layers keep their weights; what they compute can be kept, too</source>
        <translation>고정된 층은 가중치를 유지하며, 계산 결과도 보관할 수 있습니다</translation>
    </message>
    <message>
        <source>Images of a batch</source>
        <translation>배치당 이미지</translation>
    </message>
    <message>
        <source>By memory</source>
        <translation>메모리에 맞게</translation>
    </message>
    <message>
        <source>Images of an optimiser step; 0: as many as the memory of the device holds</source>
        <translation>최적화 한 단계의 이미지 수입니다. 0이면 장치 메모리에 맞춥니다</translation>
    </message>
    <message>
        <source>Images of a batc&amp;h</source>
        <translation>배치당 이미지(&amp;H)</translation>
    </message>
    <message>
        <source>R&amp;ecipe</source>
        <translation>레시피(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Network</source>
        <translation>네트워크(&amp;N)</translation>
    </message>
    <message>
        <source>Bo&amp;x plan</source>
        <translation>박스 플랜(&amp;P)</translation>
    </message>
    <message>
        <source>What is t&amp;rained</source>
        <translation>학습 범위(&amp;R)</translation>
    </message>
    <message>
        <source>E&amp;pochs or steps</source>
        <translation>에폭 또는 단계(&amp;E)</translation>
    </message>
    <message>
        <source>SSD300: input of 300 × 300 px</source>
        <translation>SSD300: 입력 300 × 300 px</translation>
    </message>
    <message>
        <source>SSD512: input of 512 × 512 px, for small objects</source>
        <translation>SSD512: 입력 512 × 512 px, 작은 객체용</translation>
    </message>
    <message>
        <source>SSDlite: input of 320 × 320 px, for cameras on plain processors</source>
        <translation>SSDlite: 입력 320 × 320 px, GPU 없는 컴퓨터의 카메라용</translation>
    </message>
    <message>
        <source>Base frozen up to {layer}: its first layers only, as in the paper</source>
        <translation>기반을 {layer}까지 고정: 논문처럼 처음 몇 층만</translation>
    </message>
    <message>
        <source>Base frozen up to {layer}: slower, often a little better</source>
        <translation>기반을 {layer}까지 고정: 느리지만 대체로 조금 더 좋음</translation>
    </message>
    <message>
        <source>Base frozen up to {layer}: quick on a processor</source>
        <translation>기반을 {layer}까지 고정: 프로세서에서 빠름</translation>
    </message>
    <message>
        <source>Base frozen up to {layer}: quickest, learns least</source>
        <translation>기반을 {layer}까지 고정: 가장 빠르고 가장 적게 배움</translation>
    </message>
    <message>
        <source>Of the start weights: {plan}</source>
        <translation>시작 가중치의 플랜: {plan}</translation>
    </message>
    <message>
        <source>Automatic: the one that can match most of your boxes</source>
        <translation>자동: 데이터의 박스와 가장 많이 매칭되는 플랜</translation>
    </message>
    <message>
        <source>Only the layers that both networks have come from the start weights; the others start fresh.</source>
        <translation>두 네트워크에 모두 있는 층만 시작 가중치에서 가져오고, 나머지는 새로 시작합니다.</translation>
    </message>
    <message>
        <source>Yours from Layers, for {network}: {plan}</source>
        <translation>레이어에서 고른 플랜({network}용): {plan}</translation>
    </message>
    <message>
        <source>{name}, can match {percent} % of your boxes</source>
        <translation>{name}, 데이터 박스의 {percent} %와 매칭 가능</translation>
    </message>
</context>
<context>
    <name>MiningOverlay</name>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>positive</source>
        <translation>양성</translation>
    </message>
    <message>
        <source>mined negative</source>
        <translation>선별된 음성</translation>
    </message>
    <message>
        <source>dropped negative</source>
        <translation>제외된 음성</translation>
    </message>
    <message>
        <source>object</source>
        <translation>객체</translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>Card of the model</source>
        <translation>모델 정보</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>문제</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Detector</source>
        <translation>검출기</translation>
    </message>
    <message>
        <source>Start weights of a training</source>
        <translation>학습의 시작 가중치</translation>
    </message>
    <message>
        <source>Finds</source>
        <translation>찾는 것</translation>
    </message>
    <message>
        <source>Speed here</source>
        <translation>이 컴퓨터에서의 속도</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>{size} MB</source>
        <translation>{size} MB</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>네트워크</translation>
    </message>
    <message>
        <source>Box plan</source>
        <translation>박스 플랜</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>학습 데이터</translation>
    </message>
    <message>
        <source>Measured on</source>
        <translation>측정 데이터</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>한계</translation>
    </message>
    <message>
        <source>Start weights</source>
        <translation>시작 가중치</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>레시피</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>출처</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>By class</source>
        <translation>클래스별</translation>
    </message>
    <message>
        <source>Not measured yet</source>
        <translation>아직 측정하지 않았습니다</translation>
    </message>
    <message>
        <source>{milliseconds} ms a picture on {device}</source>
        <translation>{device}에서 이미지당 {milliseconds} ms</translation>
    </message>
</context>
<context>
    <name>ModelInformationDialog</name>
    <message>
        <source>Model Information</source>
        <translation>모델 정보</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>장치</translation>
    </message>
    <message>
        <source>Box plan</source>
        <translation>박스 플랜</translation>
    </message>
    <message>
        <source>{plan}, {count} boxes</source>
        <translation>{plan}, 박스 {count}개</translation>
    </message>
    <message>
        <source>Finds</source>
        <translation>찾는 것</translation>
    </message>
    <message>
        <source>AP50 by class</source>
        <translation>클래스별 AP50</translation>
    </message>
    <message>
        <source>Training images</source>
        <translation>학습 이미지</translation>
    </message>
    <message>
        <source>Training steps</source>
        <translation>학습 단계</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Test images</source>
        <translation>테스트 이미지</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>한계</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>평가 지표</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>학습 데이터</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>제목</translation>
    </message>
    <message>
        <source>Measured on</source>
        <translation>측정 데이터</translation>
    </message>
    <message>
        <source>Start weights</source>
        <translation>시작 가중치</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>레시피</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>라이선스</translation>
    </message>
</context>
<context>
    <name>ModelQuestions</name>
    <message>
        <source>Move {name} to the trash?</source>
        <translation>{name}을(를) 휴지통으로 옮길까요?</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>&amp;Move to Trash</source>
        <translation>휴지통으로(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>유지(&amp;K)</translation>
    </message>
    <message>
        <source>It is in use; the shipped detector takes its place.</source>
        <translation>사용 중인 모델입니다. 대신 기본 제공 검출기를 사용합니다.</translation>
    </message>
    <message>
        <source>All of its run goes: weights, figures and the state to go on from.</source>
        <translation>학습 실행 전체(가중치, 수치, 이어서 학습할 상태)가 함께 옮겨집니다.</translation>
    </message>
    <message>
        <source>It can be downloaded again.</source>
        <translation>다시 내려받을 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>ModelsController</name>
    <message>
        <source>{name} holds start weights; choose it in Train &gt; Fine-tune.</source>
        <translation>{name}은(는) 시작 가중치입니다. 학습 &gt; 미세 조정에서 고르세요.</translation>
    </message>
    <message>
        <source>Import Model</source>
        <translation>모델 가져오기</translation>
    </message>
    <message>
        <source>Weights ({patterns});;All files (*)</source>
        <translation>가중치 ({patterns});;모든 파일 (*)</translation>
    </message>
    <message>
        <source>Wait until the work that runs has ended, or cancel it.</source>
        <translation>진행 중인 작업이 끝날 때까지 기다리거나 취소하세요.</translation>
    </message>
    <message>
        <source>There is a model named {name} already; choose another name.</source>
        <translation>이름이 {name}인 모델이 이미 있습니다. 다른 이름을 고르세요.</translation>
    </message>
    <message>
        <source>Importing {name}...</source>
        <translation>{name} 가져오는 중...</translation>
    </message>
    <message>
        <source>{name} is imported: {layout}.</source>
        <translation>{name}을(를) 가져왔습니다: {layout}.</translation>
    </message>
    <message>
        <source>Downloading {name}</source>
        <translation>{name} 내려받는 중</translation>
    </message>
    <message>
        <source>{name} is there.</source>
        <translation>{name}을(를) 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Measuring the speed of {name}...</source>
        <translation>{name}의 속도를 측정하는 중...</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>취소했습니다.</translation>
    </message>
    <message>
        <source>{milliseconds} ms a picture on {device}</source>
        <translation>{device}에서 이미지당 {milliseconds} ms</translation>
    </message>
    <message>
        <source>{name} is in the trash.</source>
        <translation>{name}을(를) 휴지통으로 옮겼습니다.</translation>
    </message>
    <message>
        <source>{title}: {done} of {total} MB</source>
        <translation>{title}: {total} MB 중 {done} MB</translation>
    </message>
    <message>
        <source>{title}: {done} MB</source>
        <translation>{title}: {done} MB</translation>
    </message>
    <message>
        <source>Cancelled; the download goes on from here the next time.</source>
        <translation>취소했습니다. 다음에는 여기서부터 이어서 내려받습니다.</translation>
    </message>
    <message>
        <source>It failed unexpectedly ({name}); details are in the log file.</source>
        <translation>예기치 않게 실패했습니다({name}). 자세한 내용은 로그 파일에 있습니다.</translation>
    </message>
</context>
<context>
    <name>ModelsDialog</name>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>&amp;Use It</source>
        <translation>사용(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Download</source>
        <translation>내려받기(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Measure Speed</source>
        <translation>속도 측정(&amp;M)</translation>
    </message>
    <message>
        <source>Show in &amp;Folder</source>
        <translation>폴더에서 보기(&amp;F)</translation>
    </message>
    <message>
        <source>De&amp;lete...</source>
        <translation>삭제(&amp;L)...</translation>
    </message>
    <message>
        <source>Move it to the trash</source>
        <translation>휴지통으로 옮깁니다</translation>
    </message>
    <message>
        <source>&amp;Import File...</source>
        <translation>파일 가져오기(&amp;I)...</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>취소(&amp;C)</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행</translation>
    </message>
    <message>
        <source>Shipped</source>
        <translation>기본 제공</translation>
    </message>
    <message>
        <source>Downloaded</source>
        <translation>내려받음</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>가져옴</translation>
    </message>
    <message>
        <source>Trained here</source>
        <translation>직접 학습함</translation>
    </message>
    <message>
        <source>To download</source>
        <translation>내려받을 수 있음</translation>
    </message>
    <message>
        <source>{size} MB</source>
        <translation>{size} MB</translation>
    </message>
    <message>
        <source>{name} (in use)</source>
        <translation>{name} (사용 중)</translation>
    </message>
    <message>
        <source>Files of weights can also be dropped here or on the picture.</source>
        <translation>가중치 파일을 여기나 이미지 위에 끌어다 놓아도 됩니다.</translation>
    </message>
</context>
<context>
    <name>NetworkDiagram</name>
    <message>
        <source>Every feature map</source>
        <translation>모든 특징 맵</translation>
    </message>
    <message>
        <source>Picture {side} × {side} px</source>
        <translation>이미지 {side}&#xa0;×&#xa0;{side} px</translation>
    </message>
</context>
<context>
    <name>ObjectDetails</name>
    <message>
        <source>Default box</source>
        <translation>기본 박스</translation>
    </message>
    <message>
        <source>IoU</source>
        <translation>IoU</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>점수</translation>
    </message>
    <message>
        <source>Became</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Predictions about the object</source>
        <translation>객체에 대한 예측</translation>
    </message>
    <message>
        <source>No default box learns this object, and no prediction lies on it.</source>
        <translation>이 객체를 학습하는 기본 박스가 없고, 그 위에 놓인 예측도 없습니다.</translation>
    </message>
    <message>
        <source>Class scores of this default box</source>
        <translation>이 기본 박스의 클래스별 점수</translation>
    </message>
    <message>
        <source>What was predicted about it</source>
        <translation>객체에 대한 예측</translation>
    </message>
</context>
<context>
    <name>ObjectTitles</name>
    <message>
        <source>object {number}</source>
        <translation>객체 {number}</translation>
    </message>
    <message>
        <source>shape {number}</source>
        <translation>도형 {number}</translation>
    </message>
    <message>
        <source>annotation {number}</source>
        <translation>어노테이션 {number}</translation>
    </message>
    <message>
        <source>{object} of {image}</source>
        <translation>{image}의 {object}</translation>
    </message>
    <message>
        <source>the object</source>
        <translation>객체</translation>
    </message>
    <message>
        <source>track {track}</source>
        <translation>트랙 {track}</translation>
    </message>
    <message>
        <source>track {track}, key frame {frame}</source>
        <translation>트랙 {track}, 키 프레임 {frame}</translation>
    </message>
    <message>
        <source>{part} of {title}</source>
        <translation>{title}의 {part}</translation>
    </message>
    <message>
        <source>class list</source>
        <translation>클래스 목록</translation>
    </message>
    <message>
        <source>label file</source>
        <translation>라벨 파일</translation>
    </message>
    <message>
        <source>list</source>
        <translation>목록</translation>
    </message>
    <message>
        <source>{object} in line {line}</source>
        <translation>{object}({line}행)</translation>
    </message>
</context>
<context>
    <name>ObjectsPanel</name>
    <message>
        <source>Shows only objects the detector is at least this sure of, from 0 to 1.</source>
        <translation>검출 점수가 이 값 이상인 객체만 표시합니다(0에서 1까지).</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>점수</translation>
    </message>
    <message>
        <source>Score, as a number</source>
        <translation>점수(숫자 입력)</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>객체</translation>
    </message>
    <message>
        <source>&amp;Score</source>
        <translation>점수(&amp;S)</translation>
    </message>
    <message>
        <source>{shown} of {found} above {threshold}</source>
        <translation>{found}개 중 {shown}개가 {threshold} 이상</translation>
    </message>
    <message>
        <source>The detector looks at the picture...</source>
        <translation>검출기가 이미지를 살펴보는 중...</translation>
    </message>
    <message>
        <source>No objects yet. What the detector finds in a picture, a video or a camera is listed here.</source>
        <translation>아직 객체가 없습니다. 이미지, 동영상 또는 카메라에서 검출된 객체가 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>No object reaches a score of {threshold}. Lower the score to see what the detector doubts.</source>
        <translation>점수가 {threshold} 이상인 객체가 없습니다. 점수를 낮추면 확신이 낮은 검출도 표시됩니다.</translation>
    </message>
    <message>
        <source>The detector finds nothing here.</source>
        <translation>검출된 객체가 없습니다.</translation>
    </message>
</context>
<context>
    <name>OldClasses</name>
    <message>
        <source>&amp;Keep the classes it knows</source>
        <translation>아는 클래스도 유지(&amp;G)</translation>
    </message>
    <message>
        <source>What it finds of them in your images is trained on too, so that they are not forgotten</source>
        <translation>이미지에서 찾은 아는 클래스의 객체도 함께 학습하여 잊지 않도록 합니다</translation>
    </message>
    <message>
        <source>{path} is no folder; choose the images of the old classes anew.</source>
        <translation>{path}은(는) 폴더가 아닙니다. 이전 클래스의 이미지를 다시 고르세요.</translation>
    </message>
    <message>
        <source>Images of the old classes</source>
        <translation>이전 클래스의 이미지</translation>
    </message>
    <message>
        <source>Optional: the labelled folder that it learned them from</source>
        <translation>선택 사항: 검출기가 이전 클래스를 학습한, 라벨이 있는 폴더</translation>
    </message>
    <message>
        <source>A share of each batch is drawn from these images, which keeps the old classes best</source>
        <translation>각 배치의 일부를 이 이미지에서 뽑아 이전 클래스를 가장 잘 유지합니다</translation>
    </message>
    <message>
        <source>&amp;Choose...</source>
        <translation>선택(&amp;C)...</translation>
    </message>
    <message>
        <source>Images of them</source>
        <translation>사용할 이미지</translation>
    </message>
    <message>
        <source>List of the old images</source>
        <translation>이전 이미지의 목록</translation>
    </message>
    <message>
        <source>train, else all images</source>
        <translation>train, 없으면 모든 이미지</translation>
    </message>
    <message>
        <source>{name} ({images} images)</source>
        <translation>{name} (이미지 {images}장)</translation>
    </message>
</context>
<context>
    <name>OpeningController</name>
    <message>
        <source>Pictures and videos ({patterns})</source>
        <extracomment>Addresses are long, and one that is cut off cannot be checked.</extracomment>
        <translation>이미지 및 동영상 ({patterns})</translation>
    </message>
    <message>
        <source>Pictures ({patterns})</source>
        <translation>이미지 ({patterns})</translation>
    </message>
    <message>
        <source>Videos ({patterns})</source>
        <translation>동영상 ({patterns})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
    <message>
        <source>Open Picture or Video</source>
        <translation>이미지 또는 동영상 열기</translation>
    </message>
    <message>
        <source>Open Folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>Open Stream Address</source>
        <translation>스트림 주소 열기</translation>
    </message>
    <message>
        <source>Address of the stream (http, https, rtsp or rtmp):</source>
        <translation>스트림 주소(http, https, rtsp 또는 rtmp):</translation>
    </message>
    <message>
        <source>Nothing opened yet</source>
        <translation>최근에 연 항목 없음</translation>
    </message>
    <message>
        <source>&amp;Clear List</source>
        <translation>목록 지우기(&amp;C)</translation>
    </message>
    <message>
        <source>Looking for cameras...</source>
        <translation>카메라를 찾는 중...</translation>
    </message>
    <message>
        <source>{index}: {name}</source>
        <translation>{index}: {name}</translation>
    </message>
    <message>
        <source>No camera found</source>
        <translation>카메라를 찾을 수 없음</translation>
    </message>
</context>
<context>
    <name>PairController</name>
    <message>
        <source>Choose two different runs.</source>
        <translation>서로 다른 두 실행을 고르세요.</translation>
    </message>
</context>
<context>
    <name>PairPictures</name>
    <message>
        <source>Looking at what both can be measured on...</source>
        <translation>둘 다 측정할 수 있는 이미지를 찾는 중...</translation>
    </message>
    <message>
        <source>{run} was trained on {count} of the {images} pictures, which flatters it.</source>
        <translation>{run}은(는) 이미지 {images}장 중 {count}장으로 학습했으므로 실제보다 좋게 나옵니다.</translation>
    </message>
    <message>
        <source>They differ on {count} of {images} pictures.</source>
        <translation>이미지 {images}장 중 {count}장에서 서로 다릅니다.</translation>
    </message>
    <message>
        <source>AP50 {first} % → {second} %: {points} points, in 95 % of the draws {low} to {high}.</source>
        <translation>AP50 {first} % → {second} %: {points}포인트, 다시 추출한 표본의 95 %에서 {low} ~ {high}포인트.</translation>
    </message>
    <message>
        <source>The difference may be chance.</source>
        <translation>차이는 우연일 수 있습니다.</translation>
    </message>
    <message>
        <source>{run} is better by more than chance.</source>
        <translation>{run} 쪽이 우연 이상으로 더 낫습니다.</translation>
    </message>
    <message>
        <source>More than chance by class: {names}.</source>
        <translation>클래스별로 우연 이상인 차이: {names}.</translation>
    </message>
    <message>
        <source>{images} pictures, drawn anew {draws} times</source>
        <translation>이미지 {images}장, {draws}번 다시 추출</translation>
    </message>
    <message>
        <source>List {name} ({count})</source>
        <translation>목록 {name} ({count})</translation>
    </message>
    <message>
        <source>What measured {run} ({count})</source>
        <translation>{run}의 측정 이미지 ({count})</translation>
    </message>
    <message>
        <source>First run</source>
        <translation>첫 번째 실행</translation>
    </message>
    <message>
        <source>Second run</source>
        <translation>두 번째 실행</translation>
    </message>
    <message>
        <source>Pictures to compare on</source>
        <translation>비교할 이미지</translation>
    </message>
    <message>
        <source>Compare Pictures shows on which pictures the two runs differ.</source>
        <translation>이미지 비교는 두 학습 실행이 어느 이미지에서 다른지 보여 줍니다.</translation>
    </message>
    <message>
        <source>Which pictures</source>
        <translation>표시할 이미지</translation>
    </message>
    <message>
        <source>Score from</source>
        <translation>최소 점수</translation>
    </message>
    <message>
        <source>Detections below this score do not count</source>
        <translation>이 점수보다 낮은 검출은 세지 않습니다</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>표시</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Compare Pictures</source>
        <translation>이미지 비교</translation>
    </message>
    <message>
        <source>All that differ</source>
        <translation>서로 다른 이미지 모두</translation>
    </message>
    <message>
        <source>{run} is better</source>
        <translation>{run} 쪽이 나음</translation>
    </message>
</context>
<context>
    <name>PairView</name>
    <message>
        <source>Pictures on which they differ</source>
        <translation>서로 다른 이미지</translation>
    </message>
    <message>
        <source>Click: open this picture in the window</source>
        <translation>클릭하면 이 이미지를 창에서 엽니다</translation>
    </message>
    <message>
        <source>The second is better.</source>
        <translation>두 번째가 더 낫습니다.</translation>
    </message>
    <message>
        <source>The first is better.</source>
        <translation>첫 번째가 더 낫습니다.</translation>
    </message>
    <message>
        <source>Only the second found: {more}, only the first: {less}. Wrong only in the second: {worse}, only in the first: {better}.</source>
        <translation>두 번째만 찾음: {more}, 첫 번째만 찾음: {less}. 두 번째만 틀림: {worse}, 첫 번째만 틀림: {better}.</translation>
    </message>
    <message>
        <source>found only here</source>
        <translation>여기서만 찾음</translation>
    </message>
    <message>
        <source>found only there</source>
        <translation>저쪽에서만 찾음</translation>
    </message>
    <message>
        <source>wrong only here</source>
        <translation>여기서만 틀림</translation>
    </message>
    <message>
        <source>both found</source>
        <translation>둘 다 찾음</translation>
    </message>
    <message>
        <source>both wrong</source>
        <translation>둘 다 틀림</translation>
    </message>
    <message>
        <source>label</source>
        <translation>라벨</translation>
    </message>
    <message>
        <source>← → next picture</source>
        <translation>← → 다음 이미지</translation>
    </message>
</context>
<context>
    <name>PictureController</name>
    <message>
        <source>Save Picture with Detections</source>
        <translation>검출 결과가 그려진 이미지 저장</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.webp *.bmp)</source>
        <translation>이미지 (*.png *.jpg *.webp *.bmp)</translation>
    </message>
    <message>
        <source>Picture copied.</source>
        <translation>이미지를 복사했습니다.</translation>
    </message>
    <message>
        <source>Saved as {path}</source>
        <translation>{path}(으)로 저장했습니다</translation>
    </message>
</context>
<context>
    <name>PictureStage</name>
    <message>
        <source>Nothing open
Open a picture, a folder, a video or a camera, or drop it here.</source>
        <translation>열린 항목 없음
이미지, 폴더, 동영상 또는 카메라를 열거나 여기에 끌어다 놓으세요.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>{width} × {height} px</source>
        <translation>{width}&#xa0;×&#xa0;{height} px</translation>
    </message>
</context>
<context>
    <name>PlaceQuestions</name>
    <message>
        <source>Folder for the Labels of These Pictures</source>
        <translation>이 이미지들의 라벨을 둘 폴더</translation>
    </message>
</context>
<context>
    <name>PlanEditor</name>
    <message>
        <source>s_min, scale of the finest map</source>
        <translation>s_min, 가장 촘촘한 맵의 스케일</translation>
    </message>
    <message>
        <source>s_max, scale of the coarsest map</source>
        <translation>s_max, 가장 성긴 맵의 스케일</translation>
    </message>
    <message>
        <source>Centres</source>
        <translation>중심</translation>
    </message>
    <message>
        <source>In the middle of the cells (paper)</source>
        <translation>셀의 한가운데(논문)</translation>
    </message>
    <message>
        <source>At whole steps of pixels (Caffe)</source>
        <translation>정수 픽셀 간격(Caffe)</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>자르기</translation>
    </message>
    <message>
        <source>None (Caffe)</source>
        <translation>없음(Caffe)</translation>
    </message>
    <message>
        <source>Width and height at most 1 (torchvision)</source>
        <translation>너비와 높이를 1 이하로(torchvision)</translation>
    </message>
    <message>
        <source>Centre and size to 0..1 (amdegroot)</source>
        <translation>중심과 크기를 0..1로(amdegroot)</translation>
    </message>
    <message>
        <source>Corners to the picture</source>
        <translation>모서리를 이미지 안으로</translation>
    </message>
    <message>
        <source>s_min</source>
        <translation>s_min</translation>
    </message>
    <message>
        <source>s_max</source>
        <translation>s_max</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>스케일</translation>
    </message>
    <message>
        <source>Ratios</source>
        <translation>비율</translation>
    </message>
    <message>
        <source>after the last</source>
        <translation>마지막 다음</translation>
    </message>
    <message>
        <source>Ratios of {map}</source>
        <translation>{map}의 비율</translation>
    </message>
    <message>
        <source>Ratios of width to height above 1, such as 2, 3; each comes with its inverse</source>
        <translation>1보다 큰 가로세로 비, 예: 2, 3. 역수도 함께 들어갑니다</translation>
    </message>
    <message>
        <source>Scale of {map}</source>
        <translation>{map}의 스케일</translation>
    </message>
    <message>
        <source>Side of the square s, as a fraction of the input side</source>
        <translation>입력 한 변에 대한 정사각형 s의 변 길이</translation>
    </message>
    <message>
        <source>These scales follow no line; changing s_min or s_max lays them on one.</source>
        <translation>지금 스케일은 간격이 일정하지 않습니다. s_min이나 s_max를 바꾸면 일정한 간격이 됩니다.</translation>
    </message>
</context>
<context>
    <name>PlanPanel</name>
    <message>
        <source>Box plan that is shown</source>
        <translation>보여 주는 박스 플랜</translation>
    </message>
    <message>
        <source>Box plan to compare with</source>
        <translation>비교할 박스 플랜</translation>
    </message>
    <message>
        <source>Back to the Detector&apos;s Plan</source>
        <translation>검출기의 플랜으로 되돌리기</translation>
    </message>
    <message>
        <source>Recall of Your Boxes...</source>
        <translation>내 박스의 재현율...</translation>
    </message>
    <message>
        <source>Use It for the Next Training</source>
        <translation>다음 학습에 사용</translation>
    </message>
    <message>
        <source>No other plan</source>
        <translation>비교 안 함</translation>
    </message>
    <message>
        <source>{plan} (detector in use)</source>
        <translation>{plan} (사용 중인 검출기)</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>그리기</translation>
    </message>
    <message>
        <source>the first</source>
        <translation>첫째</translation>
    </message>
    <message>
        <source>the second</source>
        <translation>둘째</translation>
    </message>
    <message>
        <source>both</source>
        <translation>둘 다</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>플랜</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>비교</translation>
    </message>
</context>
<context>
    <name>PlanRecallController</name>
    <message>
        <source>No folder of pictures is open; choose one with labels by Browse.</source>
        <translation>열린 이미지 폴더가 없습니다. 찾아보기로 라벨이 있는 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>Cancelled; measure again when you like.</source>
        <translation>취소했습니다. 원할 때 다시 측정하세요.</translation>
    </message>
</context>
<context>
    <name>PlanRecallDialog</name>
    <message>
        <source>Recall of Your Boxes</source>
        <translation>내 박스의 재현율</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>&amp;Browse...</source>
        <translation>찾아보기(&amp;B)...</translation>
    </message>
    <message>
        <source>&amp;Measure Again</source>
        <translation>다시 측정(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>취소(&amp;C)</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>보여 주는 값</translation>
    </message>
    <message>
        <source>Box plan</source>
        <translation>박스 플랜</translation>
    </message>
    <message>
        <source>Show It in the &amp;Picture</source>
        <translation>이미지에 보여 주기(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Use It for the Next Training</source>
        <translation>다음 학습에 사용(&amp;U)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Reading the labels...</source>
        <translation>라벨을 읽는 중...</translation>
    </message>
    <message>
        <source>Reading the labels: {count} pictures so far...</source>
        <translation>라벨을 읽는 중: 지금까지 이미지 {count}장...</translation>
    </message>
    <message>
        <source>Measuring the plans, and fitting one to your boxes...</source>
        <translation>플랜을 측정하고 내 박스에 맞는 플랜을 찾는 중...</translation>
    </message>
    <message>
        <source>{boxes} boxes in {images} labelled pictures, as they are saved, on the input of {network}.</source>
        <translation>저장된 라벨 이미지 {images}장의 박스 {boxes}개, {network} 입력 기준.</translation>
    </message>
    <message>
        <source>Training from a base with the plan auto takes {plan}.</source>
        <translation>기반 네트워크에서 플랜 auto로 학습하면 {plan}을(를) 씁니다.</translation>
    </message>
    <message>
        <source>Share that some default box reaches with IoU 0.5</source>
        <translation>어느 기본 박스가 IoU 0.5 이상 겹치는 비율</translation>
    </message>
    <message>
        <source>Mean best IoU</source>
        <translation>최고 IoU의 평균</translation>
    </message>
    <message>
        <source>Positives an object: default boxes that learn it</source>
        <translation>객체당 양성: 그 객체를 학습하는 기본 박스 수</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>폴더(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;What is shown</source>
        <translation>보여 주는 값(&amp;W)</translation>
    </message>
    <message>
        <source>Sizes are square roots of areas, as the network sees them.</source>
        <translation>크기는 네트워크가 보는 넓이의 제곱근입니다.</translation>
    </message>
    <message>
        <source>Box p&amp;lan</source>
        <translation>박스 플랜(&amp;L)</translation>
    </message>
    <message>
        <source>Folder of labelled pictures</source>
        <translation>라벨이 있는 이미지 폴더</translation>
    </message>
</context>
<context>
    <name>PlansController</name>
    <message>
        <source>The detections are those of the detector in use, which has the plan {plan}.</source>
        <translation>검출 결과는 사용 중인 검출기의 것이며, 그 검출기의 플랜은 {plan}입니다.</translation>
    </message>
</context>
<context>
    <name>PositionTab</name>
    <message>
        <source>Every picture is stretched over the map. Objects should lie where the detector will meet them: at places where it has never seen any, it finds them less reliably.</source>
        <translation>모든 이미지를 분포도 크기에 맞춰 늘려 표시합니다. 객체는 검출기가 실제로 만날 위치에 있어야 합니다. 한 번도 보지 못한 위치의 객체는 덜 확실하게 찾습니다.</translation>
    </message>
    <message>
        <source>Boxes over each place</source>
        <translation>위치별로 덮은 박스 수</translation>
    </message>
    <message>
        <source>Centres of boxes</source>
        <translation>박스의 중심</translation>
    </message>
</context>
<context>
    <name>PrecisionRecallChart</name>
    <message>
        <source>Precision and recall</source>
        <translation>정밀도와 재현율</translation>
    </message>
    <message>
        <source>recall</source>
        <translation>재현율</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>정밀도</translation>
    </message>
</context>
<context>
    <name>PreviewStrip</name>
    <message>
        <source>What is found in some validation images</source>
        <translation>몇몇 검증 이미지에서 찾은 것</translation>
    </message>
    <message>
        <source>After the first measurement a few validation images show what the detector finds by then.</source>
        <translation>첫 측정이 끝나면 검증 이미지 몇 장에서 검출기가 찾은 것을 보여 줍니다.</translation>
    </message>
    <message>
        <source>After step {step}. White: what is to be found. In colour: what is found, from a score of 0.3.</source>
        <translation>{step}단계 후. 흰색: 찾아야 할 것. 색: 점수 0.3 이상으로 찾은 것.</translation>
    </message>
</context>
<context>
    <name>ProgramController</name>
    <message>
        <source>The language changes when SSD Desktop is started again.</source>
        <translation>언어는 SSD Desktop을 다시 시작하면 바뀝니다.</translation>
    </message>
    <message>
        <source>Diagnostics copied to the clipboard.</source>
        <translation>진단 정보를 클립보드에 복사했습니다.</translation>
    </message>
    <message>
        <source>The log is in {folder}</source>
        <translation>로그 위치: {folder}</translation>
    </message>
</context>
<context>
    <name>ProjectActions</name>
    <message>
        <source>New Pro&amp;ject from Folder...</source>
        <translation>폴더로 새 프로젝트(&amp;J)...</translation>
    </message>
    <message>
        <source>Keep pictures, labels, runs and models of a folder together; nothing is moved</source>
        <translation>폴더의 이미지, 라벨, 학습 실행, 모델을 함께 둡니다. 아무것도 옮기지 않습니다</translation>
    </message>
    <message>
        <source>&amp;Welcome</source>
        <translation>시작 화면(&amp;W)</translation>
    </message>
    <message>
        <source>Show where to begin, recent projects and the samples</source>
        <translation>처음 할 일, 최근 프로젝트, 예제를 표시합니다</translation>
    </message>
    <message>
        <source>&amp;Runs</source>
        <translation>학습 실행(&amp;R)</translation>
    </message>
    <message>
        <source>Show all trainings of the project, compare, use, repeat or delete them</source>
        <translation>프로젝트의 모든 학습을 보고 비교, 사용, 반복, 삭제합니다</translation>
    </message>
</context>
<context>
    <name>ProjectController</name>
    <message>
        <source>A detector of playing cards looks at samples. See how, or teach it your own objects.</source>
        <translation>트럼프 카드 검출기가 예제 이미지를 보고 있습니다. 어떻게 보는지 살펴보거나, 직접 찾을 객체를 가르쳐 보세요.</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>라벨링</translation>
    </message>
    <message>
        <source>Open a folder of your pictures and draw boxes around what is to be found. Twenty are a start.</source>
        <translation>이미지 폴더를 열고 찾을 객체에 박스를 그립니다. 스무 장이면 시작할 수 있습니다.</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Fine-tune the shipped detector on them. On a processor it takes minutes; the window stays usable.</source>
        <translation>그 이미지로 기본 제공 검출기를 미세 조정합니다. 프로세서에서 몇 분이면 되고, 그동안 창을 계속 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>See</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Look at new pictures, videos or a camera with your detector, and correct where it is wrong.</source>
        <translation>내 검출기로 새 이미지, 동영상, 카메라를 보고 틀린 곳을 고칩니다.</translation>
    </message>
    <message>
        <source>Sample pictures</source>
        <translation>예제 이미지</translation>
    </message>
    <message>
        <source>Cards and a cat, to see the shipped detector</source>
        <translation>기본 제공 검출기를 볼 수 있는 카드와 고양이</translation>
    </message>
    <message>
        <source>Game pieces, labelled</source>
        <translation>라벨이 있는 게임 말</translation>
    </message>
    <message>
        <source>48 labelled pictures to try a training on</source>
        <translation>학습해 볼 수 있는 라벨 있는 이미지 48장</translation>
    </message>
    <message>
        <source>New Project from Folder</source>
        <translation>폴더로 새 프로젝트</translation>
    </message>
</context>
<context>
    <name>ReadingOptions</name>
    <message>
        <source>Coordinates count from 1</source>
        <translation>좌표를 1부터 셈</translation>
    </message>
    <message>
        <source>As the files of the VOC challenge do; labelImg and most programs count from 0</source>
        <translation>VOC 챌린지 파일이 그렇습니다. labelImg와 대부분의 프로그램은 0부터 셉니다</translation>
    </message>
    <message>
        <source>An image without a txt file has no objects</source>
        <translation>txt 파일이 없는 이미지에는 객체가 없음</translation>
    </message>
    <message>
        <source>As Ultralytics reads them; else such an image is unlabelled and left out</source>
        <translation>Ultralytics가 읽는 방식입니다. 끄면 그런 이미지는 라벨이 없는 것으로 보고 제외합니다</translation>
    </message>
</context>
<context>
    <name>RecallModel</name>
    <message>
        <source>Boxes</source>
        <translation>박스</translation>
    </message>
    <message>
        <source>All boxes</source>
        <translation>모든 박스</translation>
    </message>
    <message>
        <source>under 16 px</source>
        <translation>16 px 미만</translation>
    </message>
    <message>
        <source>16 to 32 px</source>
        <translation>16~32 px</translation>
    </message>
    <message>
        <source>32 to 96 px</source>
        <translation>32~96 px</translation>
    </message>
    <message>
        <source>96 px and over</source>
        <translation>96 px 이상</translation>
    </message>
</context>
<context>
    <name>RecallTable</name>
    <message>
        <source>What each plan reaches of your boxes</source>
        <translation>각 플랜이 내 박스에 닿는 정도</translation>
    </message>
</context>
<context>
    <name>RecordingController</name>
    <message>
        <source>Recording to {path}</source>
        <translation>{path}에 녹화하는 중</translation>
    </message>
    <message>
        <source>Folder for Recordings</source>
        <translation>녹화 폴더</translation>
    </message>
    <message>
        <source>Nothing was shown while recording, so there is no file; play the video while you record.</source>
        <translation>녹화하는 동안 표시된 것이 없어 파일을 만들지 않았습니다. 녹화하는 동안 동영상을 재생하세요.</translation>
    </message>
    <message>
        <source>Recorded {path}: frames: {frames}, left out: {left_out}.</source>
        <translation>{path}에 녹화했습니다. 프레임 {frames}개, 빠진 프레임 {left_out}개.</translation>
    </message>
</context>
<context>
    <name>RoundStrip</name>
    <message>
        <source>Since the last training</source>
        <translation>마지막 학습 이후</translation>
    </message>
    <message>
        <source>Train Again from This Model</source>
        <translation>이 모델에서 다시 학습</translation>
    </message>
    <message>
        <source>After a training on this folder, this shows what you have labelled since and what the training gained.</source>
        <translation>이 폴더로 학습하고 나면 그 뒤에 라벨링한 것과 학습으로 나아진 정도가 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>{count} steps</source>
        <translation>{count}단계</translation>
    </message>
    <message>
        <source>{count} epochs</source>
        <translation>{count}에폭</translation>
    </message>
    <message>
        <source>From {model}, same data and settings: {length}</source>
        <translation>{model}에서 시작, 같은 데이터와 설정: {length}</translation>
    </message>
    <message>
        <source>waits for the training that runs</source>
        <translation>진행 중인 학습이 끝나면 시작</translation>
    </message>
    <message>
        <source>Cancel ({done} of {total})</source>
        <translation>취소 ({done}/{total})</translation>
    </message>
    <message>
        <source>Measure Gain</source>
        <translation>증가분 측정</translation>
    </message>
    <message>
        <source>No label has changed.</source>
        <translation>바뀐 라벨이 없습니다.</translation>
    </message>
    <message>
        <source>Labels: {added} added, {changed} changed, {removed} removed</source>
        <translation>라벨: 추가 {added}, 변경 {changed}, 삭제 {removed}</translation>
    </message>
    <message>
        <source>Pictures: {labelled} newly labelled, {verified} verified</source>
        <translation>이미지: 새로 라벨링 {labelled}, 확인 {verified}</translation>
    </message>
    <message>
        <source>AP50 of the last round: {after} %</source>
        <translation>지난 학습의 AP50: {after} %</translation>
    </message>
    <message>
        <source>AP50 of the last round: {before} % → {after} % ({points}), {verdict}</source>
        <translation>지난 학습의 AP50: {before} % → {after} % ({points}), {verdict}</translation>
    </message>
    <message>
        <source>more than chance</source>
        <translation>우연이 아님</translation>
    </message>
    <message>
        <source>may be chance</source>
        <translation>우연일 수 있음</translation>
    </message>
    <message>
        <source>Pictures that measured it: {kept} of the round before, {added} new</source>
        <translation>측정에 쓴 이미지: 이전 학습의 {kept}장, 새 이미지 {added}장</translation>
    </message>
    <message>
        <source>The earlier model was trained on {count} of the {images} pictures, which flatters it.</source>
        <translation>이전 모델은 이미지 {images}장 중 {count}장으로 학습했으므로 실제보다 좋게 나옵니다.</translation>
    </message>
    <message>
        <source>Measured with both models on the same {images} validation pictures; in 95 % of the draws of such pictures the gain lies between {low} and {high} points.</source>
        <translation>같은 검증 이미지 {images}장에서 두 모델로 측정했습니다. 다시 추출한 표본의 95 %에서 증가분이 {low} ~ {high}포인트입니다.</translation>
    </message>
    <message>
        <source>a minute or two</source>
        <translation>1~2분</translation>
    </message>
    <message>
        <source>about {low} to {high} minutes</source>
        <translation>약 {low}~{high}분</translation>
    </message>
    <message>
        <source>about {low} to {high} hours</source>
        <translation>약 {low}~{high}시간</translation>
    </message>
    <message>
        <source>Start the next training on this folder, with nothing to set</source>
        <translation>설정할 것 없이 이 폴더의 다음 학습을 시작합니다</translation>
    </message>
    <message>
        <source>Detect on the validation pictures with the model before and the one after</source>
        <translation>이전 모델과 이후 모델로 검증 이미지에서 검출합니다</translation>
    </message>
</context>
<context>
    <name>RunPlots</name>
    <message>
        <source>Curves of loss and AP50</source>
        <translation>손실과 AP50 곡선</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>AP50 on the validation images, %</source>
        <translation>검증 이미지의 AP50, %</translation>
    </message>
    <message>
        <source>step</source>
        <translation>단계</translation>
    </message>
</context>
<context>
    <name>RunQuestions</name>
    <message>
        <source>&amp;Go On</source>
        <translation>계속(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Leave It</source>
        <translation>그대로 두기(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Decide Later</source>
        <translation>나중에 결정(&amp;L)</translation>
    </message>
    <message>
        <source>Move these runs to the trash?</source>
        <translation>이 학습 실행을 휴지통으로 옮길까요?</translation>
    </message>
    <message>
        <source>Move this run to the trash?</source>
        <translation>이 학습 실행을 휴지통으로 옮길까요?</translation>
    </message>
    <message>
        <source>Runs: {count}</source>
        <translation>학습 실행 {count}개</translation>
    </message>
    <message>
        <source>&amp;Move to Trash</source>
        <translation>휴지통으로(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>유지(&amp;K)</translation>
    </message>
    <message>
        <source>Trainings wait in the queue: {count}.</source>
        <translation>대기열에서 기다리는 학습: {count}개.</translation>
    </message>
    <message>
        <source>The training on {name} had hardly begun when the program ended.</source>
        <translation>{name} 학습을 막 시작했을 때 프로그램이 종료되었습니다.</translation>
    </message>
    <message>
        <source>The training on {name} had come to step {step} when the program ended.</source>
        <translation>{name} 학습이 {step}단계까지 갔을 때 프로그램이 종료되었습니다.</translation>
    </message>
    <message>
        <source>The training on {name} had come to step {step} of {steps} when the program ended.</source>
        <translation>{name} 학습이 {steps}단계 중 {step}단계까지 갔을 때 프로그램이 종료되었습니다.</translation>
    </message>
    <message>
        <source>They can start now, one after the other.</source>
        <translation>지금 하나씩 차례로 시작할 수 있습니다.</translation>
    </message>
    <message>
        <source>It can go on from its last saved state.</source>
        <translation>마지막으로 저장한 상태에서 계속할 수 있습니다.</translation>
    </message>
    <message>
        <source>It can start over.</source>
        <translation>처음부터 다시 시작할 수 있습니다.</translation>
    </message>
    <message>
        <source>Behind it wait: {count}.</source>
        <translation>뒤에서 기다리는 학습: {count}개.</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>학습 실행</translation>
    </message>
</context>
<context>
    <name>RunsModel</name>
    <message>
        <source>running</source>
        <translation>학습 중</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>중지됨</translation>
    </message>
    <message>
        <source>done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>발산</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>중단됨</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>알 수 없음</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>대기</translation>
    </message>
    <message>
        <source>{images} images, {validation} to measure on</source>
        <translation>이미지 {images}장, 측정용 {validation}장</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>AP50 %</source>
        <translation>AP50 %</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>라벨</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>메모</translation>
    </message>
    <message>
        <source>{step} of {steps}</source>
        <translation>{step} / {steps}</translation>
    </message>
</context>
<context>
    <name>RunsPanel</name>
    <message>
        <source>&amp;Compare</source>
        <translation>비교(&amp;C)</translation>
    </message>
    <message>
        <source>Show curves, AP of the classes and settings of the chosen runs</source>
        <translation>선택한 실행의 곡선, 클래스별 AP, 설정을 봅니다</translation>
    </message>
    <message>
        <source>&amp;Use This Model</source>
        <translation>이 모델 사용(&amp;U)</translation>
    </message>
    <message>
        <source>Detect with the best model of this run</source>
        <translation>이 실행의 가장 좋은 모델로 검출합니다</translation>
    </message>
    <message>
        <source>Go &amp;On</source>
        <translation>계속(&amp;N)</translation>
    </message>
    <message>
        <source>Go on with this run where it was saved last</source>
        <translation>마지막으로 저장한 곳에서 이어서 학습합니다</translation>
    </message>
    <message>
        <source>&amp;Repeat</source>
        <translation>반복(&amp;R)</translation>
    </message>
    <message>
        <source>Train again on the same data and settings</source>
        <translation>같은 데이터와 설정으로 다시 학습합니다</translation>
    </message>
    <message>
        <source>Open &amp;Folder</source>
        <translation>폴더 열기(&amp;F)</translation>
    </message>
    <message>
        <source>Show the files of this run</source>
        <translation>이 실행의 파일을 표시합니다</translation>
    </message>
    <message>
        <source>&amp;Delete...</source>
        <translation>삭제(&amp;D)...</translation>
    </message>
    <message>
        <source>Move the chosen runs to the trash</source>
        <translation>선택한 실행을 휴지통으로 옮깁니다</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>학습 실행</translation>
    </message>
    <message>
        <source>Search runs, settings and notes</source>
        <translation>실행, 설정, 메모 검색</translation>
    </message>
    <message>
        <source>State of runs</source>
        <translation>실행 상태</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>모든 상태</translation>
    </message>
    <message>
        <source>No runs yet. Each training is listed here, to be compared, used or repeated.</source>
        <translation>아직 학습 실행이 없습니다. 학습할 때마다 여기에 추가되며, 비교하거나 사용하거나 반복할 수 있습니다.</translation>
    </message>
    <message>
        <source>Fi&amp;ne-tune...</source>
        <translation>미세 조정(&amp;N)...</translation>
    </message>
</context>
<context>
    <name>SettingsFile</name>
    <message>
        <source>Settings from File...</source>
        <translation>파일에서 설정 가져오기...</translation>
    </message>
    <message>
        <source>Takes all settings from a TOML file, such as the config.toml of a run</source>
        <translation>실행의 config.toml 같은 TOML 파일에서 모든 설정을 가져옵니다</translation>
    </message>
    <message>
        <source>Settings from File</source>
        <translation>파일에서 설정 가져오기</translation>
    </message>
    <message>
        <source>Settings (*.toml);;All files (*)</source>
        <translation>설정 (*.toml);;모든 파일 (*)</translation>
    </message>
</context>
<context>
    <name>ShapeButton</name>
    <message>
        <source>Only boxes of one shape: {shape}</source>
        <translation>한 모양의 박스만: {shape}</translation>
    </message>
    <message>
        <source>Only this shape, in every cell: {shape}</source>
        <translation>모든 셀에서 이 모양만: {shape}</translation>
    </message>
</context>
<context>
    <name>ShortcutsController</name>
    <message>
        <source>On the picture</source>
        <translation>이미지 위에서</translation>
    </message>
    <message>
        <source>Class of the selected boxes or of the next one</source>
        <translation>선택한 박스 또는 다음 박스의 클래스</translation>
    </message>
    <message>
        <source>1 to 9</source>
        <translation>1~9</translation>
    </message>
    <message>
        <source>Move the selected boxes by 1 pixel, or by 10</source>
        <translation>선택한 박스를 1픽셀 또는 10픽셀 이동</translation>
    </message>
    <message>
        <source>Arrows, Shift+Arrows</source>
        <translation>화살표, Shift+화살표</translation>
    </message>
    <message>
        <source>Stop drawing</source>
        <translation>그리기 멈추기</translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation>포인터 위치에서 확대/축소</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>휠</translation>
    </message>
    <message>
        <source>Move the picture</source>
        <translation>이미지 이동</translation>
    </message>
    <message>
        <source>Drag, middle button, or Space and drag</source>
        <translation>드래그, 가운데 버튼 드래그, 또는 Space를 누른 채 드래그</translation>
    </message>
    <message>
        <source>Fit to window</source>
        <translation>창에 맞추기</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>두 번 클릭</translation>
    </message>
    <message>
        <source>Select a detection</source>
        <translation>검출 선택</translation>
    </message>
    <message>
        <source>Click</source>
        <translation>클릭</translation>
    </message>
    <message>
        <source>{key} has a fixed meaning on the picture; choose another.</source>
        <translation>{key} 키는 이미지 위에서 정해진 뜻이 있습니다. 다른 키를 고르세요.</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation>키보드 단축키</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>추가(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Use Only This</source>
        <translation>이 키만 사용(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;No Key</source>
        <translation>키 없음(&amp;N)</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>기본값</translation>
    </message>
    <message>
        <source>{key} is already {other}. Give it to {title} instead?</source>
        <translation>{key} 키는 이미 &apos;{other}&apos;에 쓰입니다. &apos;{title}&apos;에 대신 쓸까요?</translation>
    </message>
    <message>
        <source>Search commands and keys</source>
        <translation>명령과 키 찾기</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>키</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>새 키</translation>
    </message>
    <message>
        <source>&amp;Reset All</source>
        <translation>모두 기본값으로(&amp;R)</translation>
    </message>
    <message>
        <source>Press a new key for: {command}</source>
        <translation>새 키를 누르세요: {command}</translation>
    </message>
    <message>
        <source>Choose a command to change its keys</source>
        <translation>키를 바꿀 명령을 고르세요</translation>
    </message>
</context>
<context>
    <name>SizeTab</name>
    <message>
        <source>At the {side} px of the network</source>
        <translation>네트워크 입력 {side} px 기준</translation>
    </message>
    <message>
        <source>In pixels of the picture</source>
        <translation>이미지의 픽셀 기준</translation>
    </message>
    <message>
        <source>Measure of sizes and shapes</source>
        <translation>크기와 모양의 기준</translation>
    </message>
    <message>
        <source>The network squeezes every picture into a square: what is small there is hard to find.</source>
        <translation>네트워크는 모든 이미지를 정사각형으로 줄입니다. 거기서 작은 객체는 찾기 어렵습니다.</translation>
    </message>
    <message>
        <source>Objects by size: side of the square of the same area, px</source>
        <translation>크기별 객체: 같은 넓이인 정사각형의 변, px</translation>
    </message>
    <message>
        <source>5 % below {low} px, half below {middle} px, 5 % above {high} px</source>
        <translation>5 %는 {low} px 미만, 절반은 {middle} px 미만, 5 %는 {high} px 초과</translation>
    </message>
    <message>
        <source>Objects by shape: width / height</source>
        <translation>모양별 객체: 너비 / 높이</translation>
    </message>
    <message>
        <source>5 % below {low}, half below {middle}, 5 % above {high}; 1 is a square</source>
        <translation>5 %는 {low} 미만, 절반은 {middle} 미만, 5 %는 {high} 초과 (1은 정사각형)</translation>
    </message>
</context>
<context>
    <name>SpeedTrialWorker</name>
    <message>
        <source>how long they take is not measured while another training runs.</source>
        <translation>다른 학습이 실행 중이라 걸리는 시간을 측정하지 않습니다.</translation>
    </message>
</context>
<context>
    <name>SpeedTrials</name>
    <message>
        <source>how long they take could not be measured ({reason}).</source>
        <translation>걸리는 시간을 측정하지 못했습니다({reason}).</translation>
    </message>
</context>
<context>
    <name>SplitTab</name>
    <message>
        <source>This folder has no splits. Fine-tuning holds a share of the pictures back by itself; ssd-desktop split FOLDER writes lists that stay.</source>
        <translation>이 폴더에는 분할이 없습니다. 미세 조정할 때 이미지 일부를 자동으로 떼어 둡니다. ssd-desktop split FOLDER 명령은 계속 쓸 목록을 만듭니다.</translation>
    </message>
    <message>
        <source>Objects of each class in each split</source>
        <translation>분할별 클래스의 객체</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>(pictures)</source>
        <translation>(이미지)</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>{split} has none of: {classes}</source>
        <translation>{split}에 없는 클래스: {classes}</translation>
    </message>
    <message>
        <source>Labelled pictures in none of these: {count}</source>
        <translation>라벨이 있지만 어느 분할에도 없는 이미지: {count}</translation>
    </message>
    <message>
        <source>Labelled pictures in several of these: {count}</source>
        <translation>라벨이 있고 둘 이상의 분할에 든 이미지: {count}</translation>
    </message>
</context>
<context>
    <name>StartWeights</name>
    <message>
        <source>VGG16 base, trained on ImageNet</source>
        <translation>ImageNet으로 학습된 VGG16 기반 네트워크</translation>
    </message>
    <message>
        <source>Fast: EfficientNet-Lite0 base, trained on ImageNet</source>
        <translation>빠름: ImageNet으로 학습한 EfficientNet-Lite0 기반</translation>
    </message>
    <message>
        <source>Start weights {name}</source>
        <translation>시작 가중치 {name}</translation>
    </message>
    <message>
        <source>Shipped detector {name}</source>
        <translation>기본 제공 검출기 {name}</translation>
    </message>
</context>
<context>
    <name>StatisticsController</name>
    <message>
        <source>A video or a camera is shown; open a folder of pictures to see what is labelled in it.</source>
        <translation>동영상이나 카메라가 열려 있습니다. 이미지 폴더를 열면 무엇이 라벨링되어 있는지 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>The labels of the folder are being read.</source>
        <translation>폴더의 라벨을 읽고 있습니다.</translation>
    </message>
    <message>
        <source>Open a folder of pictures to see what is labelled in it.</source>
        <translation>이미지 폴더를 열면 무엇이 라벨링되어 있는지 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Nothing was counted.</source>
        <translation>집계하지 않았습니다.</translation>
    </message>
    <message>
        <source>{folder}: {pictures}, {labelled} labelled, {objects}, unsaved edits included</source>
        <translation>{folder}: {pictures}, 라벨 있음 {labelled}장, {objects}, 저장하지 않은 편집 포함</translation>
    </message>
    <message>
        <source>; left out because they are ignored: {count}</source>
        <translation>; 무시되어 뺀 객체: {count}</translation>
    </message>
</context>
<context>
    <name>StatisticsPanel</name>
    <message>
        <source>Count &amp;Again</source>
        <translation>다시 집계(&amp;A)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Open a folder of pictures to see what is labelled in it.</source>
        <translation>이미지 폴더를 열면 무엇이 라벨링되어 있는지 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Suspicious ({count})</source>
        <translation>의심 ({count})</translation>
    </message>
    <message>
        <source>Class that is shown</source>
        <translation>표시할 클래스</translation>
    </message>
    <message>
        <source>Sizes, positions and suspicious boxes of one class, or of all</source>
        <translation>한 클래스 또는 모든 클래스의 크기, 위치, 의심스러운 박스</translation>
    </message>
    <message>
        <source>Read every annotation file anew, for what other programs have changed</source>
        <translation>다른 프로그램이 바꾼 내용을 위해 모든 어노테이션 파일을 다시 읽습니다</translation>
    </message>
    <message>
        <source>Pictures read</source>
        <translation>읽은 이미지</translation>
    </message>
    <message>
        <source>%v of %m</source>
        <translation>%v / %m</translation>
    </message>
    <message>
        <source>Kind of figures</source>
        <translation>수치의 종류</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>개수</translation>
    </message>
    <message>
        <source>Sizes and Shapes</source>
        <translation>크기와 모양</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>위치</translation>
    </message>
    <message>
        <source>Splits</source>
        <translation>분할</translation>
    </message>
    <message>
        <source>Suspicious</source>
        <translation>의심</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>모든 클래스</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>통계</translation>
    </message>
</context>
<context>
    <name>StatusFields</name>
    <message>
        <source>Saving</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Whether all labels are in their files</source>
        <translation>모든 라벨이 파일에 저장되었는지 여부</translation>
    </message>
    <message>
        <source>Box size</source>
        <translation>박스 크기</translation>
    </message>
    <message>
        <source>Width and height of the box in pixels of the picture</source>
        <translation>이미지 픽셀로 나타낸 박스의 너비와 높이</translation>
    </message>
    <message>
        <source>Pointer position</source>
        <translation>포인터 위치</translation>
    </message>
    <message>
        <source>Pointer position in pixels of the picture</source>
        <translation>포인터 위치(이미지 픽셀)</translation>
    </message>
    <message>
        <source>Picture size</source>
        <translation>이미지 크기</translation>
    </message>
    <message>
        <source>Width and height of the picture in pixels</source>
        <translation>이미지의 너비와 높이(픽셀)</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>배율</translation>
    </message>
    <message>
        <source>Screen pixels for each pixel shown</source>
        <translation>표시된 픽셀당 화면 픽셀 수</translation>
    </message>
    <message>
        <source>Dropped frames</source>
        <translation>건너뛴 프레임</translation>
    </message>
    <message>
        <source>Frames that came too late to be shown</source>
        <translation>늦게 도착하여 표시되지 않은 프레임 수</translation>
    </message>
    <message>
        <source>Detection time</source>
        <translation>검출 시간</translation>
    </message>
    <message>
        <source>Milliseconds of the last detection</source>
        <translation>마지막 검출에 걸린 시간(밀리초)</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>The detector in use</source>
        <translation>사용 중인 검출기</translation>
    </message>
    <message>
        <source>Box plan</source>
        <translation>박스 플랜</translation>
    </message>
    <message>
        <source>The box plan: which default boxes the detector has</source>
        <translation>박스 플랜: 검출기의 기본 박스 구성</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>장치</translation>
    </message>
    <message>
        <source>Where the detector runs</source>
        <translation>검출기가 실행되는 장치</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>엔진</translation>
    </message>
    <message>
        <source>What computes the network, and in which numbers</source>
        <translation>네트워크를 계산하는 엔진과 숫자 정밀도</translation>
    </message>
    <message>
        <source>{count} boxes</source>
        <translation>박스 {count}개</translation>
    </message>
    <message>
        <source>{count} dropped</source>
        <translation>프레임 {count}개 건너뜀</translation>
    </message>
    <message>
        <source>The last detection: preparing {preprocess} ms, network {network} ms, finding boxes {postprocess} ms</source>
        <translation>마지막 검출: 준비 {preprocess} ms, 네트워크 {network} ms, 박스 찾기 {postprocess} ms</translation>
    </message>
</context>
<context>
    <name>SuggestActions</name>
    <message>
        <source>&amp;Suggest Boxes</source>
        <translation>박스 제안(&amp;S)</translation>
    </message>
    <message>
        <source>Let the detector suggest boxes for this picture</source>
        <translation>검출기가 이 이미지의 박스를 제안합니다</translation>
    </message>
    <message>
        <source>Suggest Boxes for &amp;All Unlabelled</source>
        <translation>라벨 없는 모든 이미지에 제안(&amp;A)</translation>
    </message>
    <message>
        <source>Let the detector suggest boxes for every picture of the folder without labels</source>
        <translation>검출기가 폴더에서 라벨이 없는 모든 이미지의 박스를 제안합니다</translation>
    </message>
    <message>
        <source>Find &amp;Uncertain Pictures</source>
        <translation>불확실한 이미지 찾기(&amp;U)</translation>
    </message>
    <message>
        <source>List the pictures without labels of which the detector is the least sure</source>
        <translation>라벨이 없는 이미지 가운데 검출기가 가장 확신하지 못하는 것을 나열</translation>
    </message>
    <message>
        <source>Ne&amp;xt Uncertain Picture</source>
        <translation>다음 불확실한 이미지(&amp;X)</translation>
    </message>
    <message>
        <source>Go to the picture that the detector doubts most</source>
        <translation>검출기가 가장 확신하지 못하는 이미지로 이동합니다</translation>
    </message>
    <message>
        <source>A&amp;ccept</source>
        <translation>수락(&amp;C)</translation>
    </message>
    <message>
        <source>Make the selected suggestion a box</source>
        <translation>선택한 제안을 박스로 만듭니다</translation>
    </message>
    <message>
        <source>Accept as Another C&amp;lass...</source>
        <translation>다른 클래스로 수락(&amp;L)...</translation>
    </message>
    <message>
        <source>Make the selected suggestion a box of a class that you choose</source>
        <translation>선택한 제안을 고른 클래스의 박스로 만듭니다</translation>
    </message>
    <message>
        <source>Accept All S&amp;hown</source>
        <translation>표시된 것 모두 수락(&amp;H)</translation>
    </message>
    <message>
        <source>Make every suggestion that reaches the score a box</source>
        <translation>점수에 이르는 모든 제안을 박스로 만듭니다</translation>
    </message>
    <message>
        <source>&amp;Reject</source>
        <translation>거부(&amp;R)</translation>
    </message>
    <message>
        <source>Take the selected suggestion away; it is not made again</source>
        <translation>선택한 제안을 없앱니다. 다시 제안하지 않습니다</translation>
    </message>
    <message>
        <source>Select &amp;Next</source>
        <translation>다음 선택(&amp;N)</translation>
    </message>
    <message>
        <source>Select the next suggestion</source>
        <translation>다음 제안을 선택합니다</translation>
    </message>
    <message>
        <source>Select &amp;Previous</source>
        <translation>이전 선택(&amp;P)</translation>
    </message>
    <message>
        <source>Select the suggestion before</source>
        <translation>이전 제안을 선택합니다</translation>
    </message>
</context>
<context>
    <name>SuggestController</name>
    <message>
        <source>Accept Suggestion</source>
        <translation>제안 수락</translation>
    </message>
    <message>
        <source>Accept as {label}</source>
        <translation>{label}(으)로 수락</translation>
    </message>
    <message>
        <source>Accept {count} Suggestions</source>
        <translation>제안 {count}개 수락</translation>
    </message>
    <message>
        <source>Reject Suggestion</source>
        <translation>제안 거부</translation>
    </message>
    <message>
        <source>The label files of this folder cannot say which detector suggested a box; the boxes are kept.</source>
        <translation>이 폴더의 라벨 파일에는 어느 검출기가 박스를 제안했는지 기록할 수 없습니다. 박스는 그대로 저장됩니다.</translation>
    </message>
</context>
<context>
    <name>SuggestionSearch</name>
    <message>
        <source>Looking at {name}...</source>
        <translation>{name} 살펴보는 중...</translation>
    </message>
    <message>
        <source>Open a folder of your own pictures to label them.</source>
        <translation>라벨을 달려면 내 이미지 폴더를 여세요.</translation>
    </message>
    <message>
        <source>Every picture of this folder has labels.</source>
        <translation>이 폴더의 모든 이미지에 라벨이 있습니다.</translation>
    </message>
    <message>
        <source>No detector is ready; wait until it is loaded, or choose one with Model &gt; Open Checkpoint.</source>
        <translation>준비된 검출기가 없습니다. 불러올 때까지 기다리거나 모델 &gt; 체크포인트 열기에서 선택하세요.</translation>
    </message>
    <message>
        <source>{names} and {count} more</source>
        <translation>{names} 외 {count}개</translation>
    </message>
    <message>
        <source>{missed} of {count} pictures could not be looked at: {names}. The first: {why}</source>
        <translation>이미지 {count}장 중 {missed}장을 살펴볼 수 없었습니다: {names}. 첫 번째: {why}</translation>
    </message>
</context>
<context>
    <name>SuggestionsPanel</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>The detector has not looked for suggestions here yet.</source>
        <translation>아직 이 이미지에서 제안을 찾지 않았습니다.</translation>
    </message>
    <message>
        <source>1 suggestion</source>
        <translation>제안 1개</translation>
    </message>
    <message>
        <source>{count} suggestions</source>
        <translation>제안 {count}개</translation>
    </message>
    <message>
        <source>({count} more below the score)</source>
        <translation>(점수 미만 {count}개 더)</translation>
    </message>
    <message>
        <source>Pictures without labels of which the detector is the least sure are listed here.</source>
        <translation>라벨이 없는 이미지 가운데 검출기가 가장 확신하지 못하는 것부터 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>Without labels, the most uncertain first: {count}</source>
        <translation>라벨 없음, 불확실한 순: {count}장</translation>
    </message>
    <message>
        <source>Only suggestions that the detector is at least this sure of are shown and accepted, 0 to 1.</source>
        <translation>검출기가 이 이상 확신하는 제안만 표시하고 수락합니다(0~1).</translation>
    </message>
    <message>
        <source>Score of suggestions</source>
        <translation>제안의 점수</translation>
    </message>
    <message>
        <source>Score of suggestions, as a number</source>
        <translation>제안의 점수(숫자)</translation>
    </message>
    <message>
        <source>Uncertain pictures</source>
        <translation>불확실한 이미지</translation>
    </message>
    <message>
        <source>Pictures looked at</source>
        <translation>살펴본 이미지</translation>
    </message>
    <message>
        <source>%v of %m</source>
        <translation>%v / %m</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>점수</translation>
    </message>
</context>
<context>
    <name>SuspiciousModel</name>
    <message>
        <source>Suspicion</source>
        <translation>의심</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>내용</translation>
    </message>
    <message>
        <source>Outside</source>
        <translation>이미지 밖</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>손상됨</translation>
    </message>
    <message>
        <source>There twice</source>
        <translation>중복</translation>
    </message>
    <message>
        <source>Nearly twice</source>
        <translation>거의 중복</translation>
    </message>
    <message>
        <source>Two classes</source>
        <translation>두 클래스</translation>
    </message>
    <message>
        <source>Tiny</source>
        <translation>아주 작음</translation>
    </message>
    <message>
        <source>Unusual size</source>
        <translation>특이한 크기</translation>
    </message>
    <message>
        <source>Unusual shape</source>
        <translation>특이한 모양</translation>
    </message>
    <message>
        <source>shorter side {pixels} px</source>
        <translation>짧은 변 {pixels} px</translation>
    </message>
    <message>
        <source>{actual} % of the picture, usual is {usual} % (z {z})</source>
        <translation>이미지의 {actual} %, 보통은 {usual} % (z {z})</translation>
    </message>
    <message>
        <source>width / height {actual}, usual is {usual} (z {z})</source>
        <translation>너비 / 높이 {actual}, 보통은 {usual} (z {z})</translation>
    </message>
    <message>
        <source>over a box of {label}, IoU {iou}</source>
        <translation>{label} 박스 위에 있음, IoU {iou}</translation>
    </message>
</context>
<context>
    <name>SuspiciousTab</name>
    <message>
        <source>Kind of suspicion</source>
        <translation>의심의 종류</translation>
    </message>
    <message>
        <source>Suspicious boxes</source>
        <translation>의심스러운 박스</translation>
    </message>
    <message>
        <source>All kinds ({count})</source>
        <translation>모든 종류 ({count})</translation>
    </message>
    <message>
        <source>A click shows the box. Not every one is a mistake.</source>
        <translation>클릭하면 박스를 보여 줍니다. 모두가 실수는 아닙니다.</translation>
    </message>
    <message>
        <source>No suspicious boxes.</source>
        <translation>의심스러운 박스가 없습니다.</translation>
    </message>
</context>
<context>
    <name>Task</name>
    <message>
        <source>It failed unexpectedly ({name}: {reason}); details are in the log file.</source>
        <translation>예기치 않게 실패했습니다({name}: {reason}). 자세한 내용은 로그 파일에 있습니다.</translation>
    </message>
</context>
<context>
    <name>TellActions</name>
    <message>
        <source>Save &amp;View as Picture...</source>
        <translation>설명 화면을 이미지로 저장(&amp;V)...</translation>
    </message>
    <message>
        <source>Write the picture as it is explained now, with the charts of the panel, as PNG or SVG</source>
        <translation>지금 설명되는 그대로의 이미지를 패널의 도표와 함께 PNG나 SVG로 저장합니다</translation>
    </message>
    <message>
        <source>Cop&amp;y View as Picture</source>
        <translation>설명 화면을 이미지로 복사(&amp;Y)</translation>
    </message>
    <message>
        <source>Copy the picture as it is explained now, with the charts of the panel</source>
        <translation>지금 설명되는 그대로의 이미지를 패널의 도표와 함께 복사합니다</translation>
    </message>
    <message>
        <source>Save &amp;Trace as JSON...</source>
        <translation>판단 과정을 JSON으로 저장(&amp;T)...</translation>
    </message>
    <message>
        <source>Write every number of the explanation of this picture to a file</source>
        <translation>이 이미지에 대한 설명의 모든 수치를 파일로 저장합니다</translation>
    </message>
    <message>
        <source>&amp;How SSD Sees This Picture</source>
        <translation>SSD가 이 이미지를 보는 방법(&amp;H)</translation>
    </message>
    <message>
        <source>Be shown in ten steps how the detector comes to its boxes, on a sample picture</source>
        <translation>검출기가 박스를 찾아내는 과정을 예제 이미지로 열 단계에 걸쳐 보여 줍니다</translation>
    </message>
</context>
<context>
    <name>TellController</name>
    <message>
        <source>View copied.</source>
        <translation>설명 화면을 복사했습니다.</translation>
    </message>
    <message>
        <source>PNG picture (*.png);;SVG drawing (*.svg);;JPEG picture (*.jpg)</source>
        <translation>PNG 이미지 (*.png);;SVG 이미지 (*.svg);;JPEG 이미지 (*.jpg)</translation>
    </message>
    <message>
        <source>view</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Save View as Picture</source>
        <translation>설명 화면을 이미지로 저장</translation>
    </message>
    <message>
        <source>Save Trace as JSON</source>
        <translation>판단 과정을 JSON으로 저장</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Saved as {path}</source>
        <translation>{path}(으)로 저장했습니다</translation>
    </message>
</context>
<context>
    <name>TermsModel</name>
    <message>
        <source>Should say</source>
        <translation>정답</translation>
    </message>
    <message>
        <source>What the default box learns</source>
        <translation>기본 박스가 학습하는 것</translation>
    </message>
    <message>
        <source>Says</source>
        <translation>답</translation>
    </message>
    <message>
        <source>The class it gives the highest score</source>
        <translation>점수를 가장 높게 준 클래스</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>점수</translation>
    </message>
    <message>
        <source>The score of that class</source>
        <translation>그 클래스의 점수</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Its confidence loss, before the division by N</source>
        <translation>신뢰도 손실(N으로 나누기 전)</translation>
    </message>
    <message>
        <source>background</source>
        <translation>배경</translation>
    </message>
</context>
<context>
    <name>ThresholdChart</name>
    <message>
        <source>Detections at other thresholds</source>
        <translation>다른 임곗값에서의 검출</translation>
    </message>
    <message>
        <source>How many detections would be shown with another score, or with another NMS IoU, the rest the same.</source>
        <translation>점수나 NMS IoU를 바꾸면 표시될 검출의 수입니다. 나머지는 그대로입니다.</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>임곗값</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>점수</translation>
    </message>
    <message>
        <source>NMS IoU</source>
        <translation>NMS IoU</translation>
    </message>
</context>
<context>
    <name>ThresholdsSection</name>
    <message>
        <source>Score</source>
        <translation>점수</translation>
    </message>
    <message>
        <source>A detection is shown from this score on.</source>
        <translation>이 점수부터 검출을 표시합니다.</translation>
    </message>
    <message>
        <source>NMS IoU</source>
        <translation>NMS IoU</translation>
    </message>
    <message>
        <source>A detection that overlaps a surer one of its class by more than this IoU is suppressed.</source>
        <translation>같은 클래스의 더 확실한 검출과 이 IoU보다 많이 겹치는 검출은 억제됩니다.</translation>
    </message>
    <message>
        <source>1 detection reaches a score of {score} with suppression above an IoU of {nms_iou}.</source>
        <translation>IoU {nms_iou} 초과를 억제할 때 검출 1개가 점수 {score}에 이릅니다.</translation>
    </message>
    <message>
        <source>{count} detections reach a score of {score} with suppression above an IoU of {nms_iou}.</source>
        <translation>IoU {nms_iou} 초과를 억제할 때 검출 {count}개가 점수 {score}에 이릅니다.</translation>
    </message>
</context>
<context>
    <name>TimelinePanel</name>
    <message>
        <source>One frame back</source>
        <translation>이전 프레임</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>재생</translation>
    </message>
    <message>
        <source>One frame forward</source>
        <translation>다음 프레임</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Position in the video</source>
        <translation>동영상 위치</translation>
    </message>
    <message>
        <source>Position in the video; arrow keys go by one frame</source>
        <translation>동영상 위치(방향키로 한 프레임씩 이동)</translation>
    </message>
    <message>
        <source>live  {time}</source>
        <translation>실시간  {time}</translation>
    </message>
    <message>
        <source>{time}  frame {number} / {count}</source>
        <translation>{time}  프레임 {number} / {count}</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>The detector in use finds nothing in this picture. Choose the one that knows playing cards with Model &gt; Shipped Detectors.</source>
        <translation>사용 중인 검출기가 이 이미지에서 아무것도 찾지 못했습니다. 모델 &gt; 기본 제공 검출기에서 카드를 아는 검출기를 선택하세요.</translation>
    </message>
    <message>
        <source>The picture is squeezed into {side} × {side} px, and {maps} grids from fine to coarse are laid over it. This is the finest, {map}: {cells} × {cells} cells, each of which answers for what lies around it.</source>
        <translation>이미지를 {side}&#xa0;×&#xa0;{side}&#xa0;px로 줄이고 그 위에 촘촘한 것부터 성긴 것까지 격자 {maps}개를 겹칩니다. 지금 보이는 것은 가장 촘촘한 {map}입니다. {cells}&#xa0;×&#xa0;{cells}개의 셀이 저마다 자기 주변을 맡습니다.</translation>
    </message>
    <message>
        <source>Each cell has a few default boxes of fixed sizes and shapes; here are the {count} of row {row}, column {column} of {map}. All grids together have {total}, and the detector judges every one of them.</source>
        <translation>각 셀에는 크기와 모양이 정해진 기본 박스가 몇 개씩 있습니다. 여기 보이는 것은 {map}의 {row}행 {column}열에 있는 {count}개입니다. 모든 격자를 합하면 {total}개이며, 검출기는 그 하나하나를 판단합니다.</translation>
    </message>
    <message>
        <source>One shape, {width} × {height} px on this picture, in each of the {cells} cells of {map}: so an object is met wherever it lies. Fine grids have small boxes, coarse grids large ones.</source>
        <translation>이 이미지에서 {width}&#xa0;×&#xa0;{height} px인 한 가지 모양이 {map}의 셀 {cells}개마다 놓여 있어, 객체가 어디에 있든 만나게 됩니다. 촘촘한 격자에는 작은 박스가, 성긴 격자에는 큰 박스가 있습니다.</translation>
    </message>
    <message>
        <source>In training, the {count} default boxes that overlap this {name} with an IoU of {least} or more learn it; the best has {best}. IoU is the area that two boxes share, divided by the area that they cover together.</source>
        <translation>학습에서는 이 {name}와(과) IoU {least} 이상으로 겹치는 기본 박스 {count}개가 이것을 학습합니다. 가장 잘 맞는 박스는 {best}입니다. IoU는 두 박스가 함께 덮는 넓이에 대한 서로 겹치는 넓이의 비율입니다.</translation>
    </message>
    <message>
        <source>{ignored} default boxes overlap an object too much for background and too little to learn it: they are ignored. Of the {negatives} on background only the {mined} most mistaken count, {ratio} for each of the {positives} positives: hard negative mining.</source>
        <translation>기본 박스 {ignored}개는 배경이라기에는 많이, 객체를 학습하기에는 적게 겹쳐 무시됩니다. 배경에 있는 {negatives}개 중에서는 가장 크게 틀린 {mined}개만, 양성 {positives}개 하나하나에 {ratio}개씩 계산에 넣습니다. 이것이 어려운 음성 선별입니다.</translation>
    </message>
    <message>
        <source>The surest detection, {name} {score}, comes from default box {index} of {map}. The network predicts four numbers: they move its centre by {dx}, {dy} px and make it {across} times as wide and {down} times as high.</source>
        <translation>가장 확실한 검출 {name} {score}은(는) {map}의 기본 박스 {index}에서 나왔습니다. 네트워크가 예측한 네 수치가 그 중심을 {dx}, {dy} px 옮기고 너비를 {across}배, 높이를 {down}배로 만듭니다.</translation>
    </message>
    <message>
        <source>The same default box says what it sees: {name} {score}, then {second} {second_score}. The scores of the {count} classes and of the background add up to 1.</source>
        <translation>같은 기본 박스가 무엇을 보는지도 말합니다: {name} {score}, 그다음은 {second} {second_score}. {count}개 클래스와 배경의 점수를 모두 더하면 1입니다.</translation>
    </message>
    <message>
        <source>Non-maximum suppression removes what overlaps a surer {name} by more than an IoU of {nms_iou}; here nothing.</source>
        <translation>비최대 억제는 더 확실한 {name}와(과) IoU {nms_iou}보다 많이 겹치는 것을 없앱니다. 여기에는 없습니다.</translation>
    </message>
    <message>
        <source>{count} less sure predictions of {name} overlap it by more than an IoU of {nms_iou}, so non-maximum suppression takes them for the same object and removes them. The one marked has a score of {score} and an IoU of {iou}.</source>
        <translation>덜 확실한 {name} 예측 {count}개가 IoU {nms_iou}보다 많이 겹칩니다. 비최대 억제는 이들을 같은 객체로 보고 없앱니다. 표시된 것은 점수 {score}, IoU {iou}입니다.</translation>
    </message>
    <message>
        <source>Each cell of {map} is coloured by how sure its best default box is of {name}. The surest is in row {row}, column {column}, with {value}; where nothing of the class lies, the cells stay dark.</source>
        <translation>{map}의 각 셀은 그 셀의 가장 나은 기본 박스가 {name}을(를) 얼마나 확신하는지에 따라 색이 다릅니다. 가장 확실한 곳은 {row}행 {column}열로 {value}이며, 이 클래스가 없는 곳은 어둡게 남습니다.</translation>
    </message>
    <message>
        <source>With the score slider at {score}, {shown} detections are left, and {lost} of {objects} labelled objects are not found.</source>
        <translation>점수 슬라이더를 {score}(으)로 올리면 검출 {shown}개가 남고, 라벨이 있는 객체 {objects}개 중 {lost}개를 찾지 못합니다.</translation>
    </message>
    <message>
        <source>A grid over the picture</source>
        <translation>이미지 위의 격자</translation>
    </message>
    <message>
        <source>Default boxes of a cell</source>
        <translation>한 셀의 기본 박스</translation>
    </message>
    <message>
        <source>One shape in every cell</source>
        <translation>모든 셀에 있는 한 가지 모양</translation>
    </message>
    <message>
        <source>Who learns an object</source>
        <translation>누가 객체를 학습하는가</translation>
    </message>
    <message>
        <source>Learning from mistakes</source>
        <translation>실수에서 배우기</translation>
    </message>
    <message>
        <source>From default box to detection</source>
        <translation>기본 박스에서 검출까지</translation>
    </message>
    <message>
        <source>What it takes the object for</source>
        <translation>객체를 무엇으로 보는가</translation>
    </message>
    <message>
        <source>One box for one object</source>
        <translation>객체 하나에 박스 하나</translation>
    </message>
    <message>
        <source>Where it sees the class</source>
        <translation>클래스가 보이는 곳</translation>
    </message>
    <message>
        <source>What a higher score misses</source>
        <translation>점수를 높이면 놓치는 것</translation>
    </message>
</context>
<context>
    <name>TourCard</name>
    <message>
        <source>&amp;Back</source>
        <translation>이전(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>다음(&amp;N)</translation>
    </message>
    <message>
        <source>Step {place} of {count}</source>
        <translation>{count}단계 중 {place}단계</translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <translation>완료(&amp;D)</translation>
    </message>
    <message>
        <source>One step back (Left)</source>
        <translation>한 단계 뒤로 (왼쪽 화살표)</translation>
    </message>
    <message>
        <source>One step on (Right)</source>
        <translation>한 단계 앞으로 (오른쪽 화살표)</translation>
    </message>
    <message>
        <source>Leave the tour (Escape)</source>
        <translation>둘러보기 끝내기 (Esc)</translation>
    </message>
    <message>
        <source>Leave the tour</source>
        <translation>둘러보기 끝내기</translation>
    </message>
</context>
<context>
    <name>TourController</name>
    <message>
        <source>The detector looks at the picture...</source>
        <translation>검출기가 이미지를 살펴보는 중...</translation>
    </message>
</context>
<context>
    <name>TrackFiles</name>
    <message>
        <source>Restore</source>
        <translation>복원</translation>
    </message>
</context>
<context>
    <name>TrackForward</name>
    <message>
        <source>Following boxes...</source>
        <translation>박스를 따라가는 중...</translation>
    </message>
    <message>
        <source>Stop and Keep</source>
        <translation>중지하고 보관</translation>
    </message>
    <message>
        <source>Track Forward</source>
        <translation>앞으로 추적</translation>
    </message>
    <message>
        <source>{label} was lost after frame {frame}: {why}. Correct the box and track forward again.</source>
        <translation>{label}을(를) 프레임 {frame} 뒤에서 놓쳤습니다: {why}. 박스를 고치고 다시 추적하세요.</translation>
    </message>
    <message>
        <source>Boxes followed to frame {frame}.</source>
        <translation>프레임 {frame}까지 박스를 따라갔습니다.</translation>
    </message>
    <message>
        <source>it left the picture</source>
        <translation>이미지를 벗어났습니다</translation>
    </message>
    <message>
        <source>it has too little texture</source>
        <translation>무늬가 너무 적습니다</translation>
    </message>
    <message>
        <source>its motion is unclear</source>
        <translation>움직임이 분명하지 않습니다</translation>
    </message>
    <message>
        <source>it looks different from the box at the start</source>
        <translation>처음 박스와 다르게 보입니다</translation>
    </message>
</context>
<context>
    <name>TrainController</name>
    <message>
        <source>The training failed unexpectedly ({name}: {reason}); details are in the log file.</source>
        <translation>예상하지 못한 오류로 학습에 실패했습니다({name}: {reason}). 자세한 내용은 로그 파일에 있습니다.</translation>
    </message>
</context>
<context>
    <name>TrainingCurve</name>
    <message>
        <source>Curve of loss and AP</source>
        <translation>손실과 AP 곡선</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>AP50</source>
        <translation>AP50</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>신뢰도</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>Localisation</source>
        <translation>위치</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>step {number}</source>
        <translation>{number}단계</translation>
    </message>
</context>
<context>
    <name>TrainingFigures</name>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Confidence loss</source>
        <translation>신뢰도 손실</translation>
    </message>
    <message>
        <source>Localisation loss</source>
        <translation>위치 손실</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>Images a second</source>
        <translation>초당 이미지 수</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>메모리</translation>
    </message>
    <message>
        <source>Of the GPU, where one trains; else of this program</source>
        <translation>GPU로 학습하면 GPU의 메모리, 아니면 이 프로그램의 메모리</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>남은 시간</translation>
    </message>
    <message>
        <source>Best AP50</source>
        <translation>최고 AP50</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>{used} of {total} GB</source>
        <translation>{used} / {total} GB</translation>
    </message>
    <message>
        <source>under a minute</source>
        <translation>1분 미만</translation>
    </message>
    <message>
        <source>about {minutes} min</source>
        <translation>약 {minutes}분</translation>
    </message>
    <message>
        <source>about {hours} h {minutes} min</source>
        <translation>약 {hours}시간 {minutes}분</translation>
    </message>
</context>
<context>
    <name>TrainingLength</name>
    <message>
        <source>Epochs</source>
        <translation>에폭</translation>
    </message>
    <message>
        <source>Passes over the training images</source>
        <translation>학습 이미지 전체를 반복하는 횟수</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>Optimiser steps, each on a batch of images</source>
        <translation>최적화 단계 수이며 각 단계는 이미지 한 배치를 씁니다</translation>
    </message>
    <message>
        <source>Counted in</source>
        <translation>길이 단위</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>에폭</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>Epochs grow with the number of images, steps do not</source>
        <translation>에폭은 이미지 수에 따라 길어지고, 단계는 그렇지 않습니다</translation>
    </message>
</context>
<context>
    <name>TrainingLog</name>
    <message>
        <source>Messages of the training</source>
        <translation>학습 메시지</translation>
    </message>
</context>
<context>
    <name>TrainingLook</name>
    <message>
        <source>Open a labelled picture to see which default boxes learn its objects.</source>
        <translation>라벨링된 이미지를 열면 어느 기본 박스가 객체를 학습하는지 보여 줍니다.</translation>
    </message>
    <message>
        <source>Pause to see which default boxes learn the objects of this frame.</source>
        <translation>일시 정지하면 어느 기본 박스가 이 프레임의 객체를 학습하는지 보여 줍니다.</translation>
    </message>
    <message>
        <source>This sample has no labels; {name} has some.</source>
        <translation>이 예제 이미지에는 라벨이 없습니다. {name}에는 있습니다.</translation>
    </message>
    <message>
        <source>Nothing is labelled here yet; draw a box around each object (Edit &gt; Draw Box).</source>
        <translation>아직 라벨이 없습니다. 객체마다 박스를 그리세요(편집 &gt; 박스 그리기).</translation>
    </message>
    <message>
        <source>Looking at the picture...</source>
        <translation>이미지를 살펴보는 중...</translation>
    </message>
</context>
<context>
    <name>TrainingPanel</name>
    <message>
        <source>Getting ready...</source>
        <translation>준비 중...</translation>
    </message>
    <message>
        <source>Pausing...</source>
        <translation>일시 정지하는 중...</translation>
    </message>
    <message>
        <source>Going on...</source>
        <translation>다시 시작하는 중...</translation>
    </message>
    <message>
        <source>Finishing: the checkpoint is being saved...</source>
        <translation>마무리 중: 체크포인트를 저장하고 있습니다...</translation>
    </message>
    <message>
        <source>Finishing: discarding...</source>
        <translation>마무리 중: 결과를 버리고 있습니다...</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>학습 진행률</translation>
    </message>
    <message>
        <source>End the training now and keep the detector as it is</source>
        <translation>지금 학습을 끝내고 현재 상태의 검출기를 보관합니다</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>취소(&amp;C)</translation>
    </message>
    <message>
        <source>End the training now and discard the detector</source>
        <translation>지금 학습을 끝내고 검출기를 버립니다</translation>
    </message>
    <message>
        <source>&amp;Use This Model</source>
        <translation>이 모델 사용(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Open Folder</source>
        <translation>폴더 열기(&amp;O)</translation>
    </message>
    <message>
        <source>No training yet. With labelled images of your own the detector learns your objects.</source>
        <translation>아직 학습한 내용이 없습니다. 직접 라벨링한 이미지로 검출기에 원하는 객체를 학습시킬 수 있습니다.</translation>
    </message>
    <message>
        <source>Pa&amp;use</source>
        <translation>일시 정지(&amp;U)</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>발산</translation>
    </message>
    <message>
        <source>State of the training</source>
        <translation>학습 상태</translation>
    </message>
    <message>
        <source>Stop and &amp;Keep</source>
        <translation>중지하고 보관(&amp;K)</translation>
    </message>
    <message>
        <source>Fine-tune &amp;Again...</source>
        <translation>다시 미세 조정(&amp;A)...</translation>
    </message>
    <message>
        <source>Fi&amp;ne-tune...</source>
        <translation>미세 조정(&amp;N)...</translation>
    </message>
    <message>
        <source>{images}, {classes}, box plan {plan}, {device}, {precision}</source>
        <translation>{images}, {classes}, 박스 플랜 {plan}, {device}, {precision}</translation>
    </message>
    <message>
        <source>Preparing the network...</source>
        <translation>네트워크를 준비하는 중...</translation>
    </message>
    <message>
        <source>Step {step} of {steps}, epoch {epoch} of {epochs}</source>
        <translation>{steps}단계 중 {step}단계, {epochs}에폭 중 {epoch}에폭</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>학습 중</translation>
    </message>
    <message>
        <source>Epoch {epoch} of {epochs}: mean loss {loss}</source>
        <translation>{epochs}에폭 중 {epoch}에폭: 평균 손실 {loss}</translation>
    </message>
    <message>
        <source>, AP50 {percent} %</source>
        <translation>, AP50 {percent} %</translation>
    </message>
    <message>
        <source>, the best so far</source>
        <translation>, 현재까지 최고</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>일시 정지됨</translation>
    </message>
    <message>
        <source>Paused: the disk is full</source>
        <translation>일시 정지됨: 디스크가 가득 찼습니다</translation>
    </message>
    <message>
        <source>&amp;Go On</source>
        <translation>계속(&amp;G)</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Stopped; the detector is kept</source>
        <translation>중지됨: 검출기를 보관했습니다</translation>
    </message>
    <message>
        <source>Stopped before anything could be saved</source>
        <translation>아무것도 저장하지 못하고 중지됨</translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation>결과를 버렸습니다</translation>
    </message>
    <message>
        <source>Saved in {folder}</source>
        <translation>저장 위치: {folder}</translation>
    </message>
</context>
<context>
    <name>TrainingQuestions</name>
    <message>
        <source>Discard this training?</source>
        <translation>이 학습을 버릴까요?</translation>
    </message>
    <message>
        <source>What it has learned so far is deleted.</source>
        <translation>지금까지 학습한 내용이 삭제됩니다.</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>버리기(&amp;D)</translation>
    </message>
    <message>
        <source>A training is running.</source>
        <translation>학습이 진행 중입니다.</translation>
    </message>
    <message>
        <source>&amp;Keep Training</source>
        <translation>계속 학습(&amp;K)</translation>
    </message>
    <message>
        <source>It ends when the window closes. Keep what it has learned so far?</source>
        <translation>창을 닫으면 학습이 끝납니다. 지금까지 학습한 것을 보관할까요?</translation>
    </message>
    <message>
        <source>&amp;Stop and Keep</source>
        <translation>중지하고 보관(&amp;S)</translation>
    </message>
    <message>
        <source>Do &amp;Not Close</source>
        <translation>닫지 않기(&amp;N)</translation>
    </message>
    <message>
        <source>The training diverged at step {step}.</source>
        <translation>학습이 {step}단계에서 발산했습니다.</translation>
    </message>
    <message>
        <source>It can go on from step {step} with learning rate {rate}.</source>
        <translation>{step}단계부터 학습률 {rate}(으)로 계속할 수 있습니다.</translation>
    </message>
    <message>
        <source>It can start over with learning rate {rate}.</source>
        <translation>학습률 {rate}(으)로 처음부터 다시 시작할 수 있습니다.</translation>
    </message>
    <message>
        <source>&amp;Go On with Half the Learning Rate</source>
        <translation>학습률을 절반으로 낮춰 계속(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Keep the Last Good Model</source>
        <translation>마지막 정상 모델 보관(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>닫기(&amp;C)</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>학습</translation>
    </message>
</context>
<context>
    <name>TrainingSection</name>
    <message>
        <source>Training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Start weights</source>
        <translation>시작 가중치</translation>
    </message>
    <message>
        <source>&amp;Open Checkpoint...</source>
        <translation>체크포인트 열기(&amp;O)...</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>장치</translation>
    </message>
    <message>
        <source>&amp;Quality</source>
        <translation>품질(&amp;Q)</translation>
    </message>
    <message>
        <source>Knows shapes and textures, but no class yet. A detector keeps the plan it was trained with: your own plan starts from the base.</source>
        <translation>모양과 질감은 알지만 클래스는 아직 모릅니다. 검출기는 학습된 플랜을 그대로 쓰므로, 직접 고른 플랜으로 학습하려면 기반 네트워크에서 시작합니다.</translation>
    </message>
    <message>
        <source>Start wei&amp;ghts</source>
        <translation>시작 가중치(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Device</source>
        <translation>장치(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Advanced</source>
        <translation>고급(&amp;A)</translation>
    </message>
    <message>
        <source>Automatic: the fastest there is</source>
        <translation>자동: 가장 빠른 장치</translation>
    </message>
    <message>
        <source>Open Checkpoint</source>
        <translation>체크포인트 열기</translation>
    </message>
    <message>
        <source>Checkpoints (*.safetensors);;All files (*)</source>
        <translation>체크포인트 (*.safetensors);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>how long they take is being measured on this machine...</source>
        <translation>이 컴퓨터에서 걸리는 시간을 측정하고 있습니다...</translation>
    </message>
    <message>
        <source>Knows shapes and textures, but no class yet.</source>
        <translation>모양과 질감은 알지만 클래스는 아직 모릅니다.</translation>
    </message>
    <message>
        <source>Knows the classes: {names}.</source>
        <translation>알고 있는 클래스: {names}.</translation>
    </message>
    <message>
        <source>Knows how to find objects, but none of your {count} classes yet.</source>
        <translation>객체를 찾을 줄 알지만, 데이터의 클래스 {count}개는 아직 모릅니다.</translation>
    </message>
    <message>
        <source>Knows {known} of your {count} classes; the others start fresh.</source>
        <translation>데이터의 클래스 {count}개 중 {known}개를 알고 있으며, 나머지는 처음부터 학습합니다.</translation>
    </message>
    <message>
        <source>Knows all of your classes.</source>
        <translation>데이터의 모든 클래스를 알고 있습니다.</translation>
    </message>
</context>
<context>
    <name>TrainingViewStage</name>
    <message>
        <source>Previous view (Page Up)</source>
        <translation>이전 모습 (Page Up)</translation>
    </message>
    <message>
        <source>Next view (Page Down)</source>
        <translation>다음 모습 (Page Down)</translation>
    </message>
    <message>
        <source>&amp;Back to the Picture</source>
        <translation>이미지로 돌아가기(&amp;B)</translation>
    </message>
    <message>
        <source>Shows the picture as it is again (Escape)</source>
        <translation>이미지를 그대로 다시 보여 줍니다 (Esc)</translation>
    </message>
    <message>
        <source>Augmented view {number}, as training sees it</source>
        <translation>증강된 모습 {number}, 학습이 보는 대로</translation>
    </message>
</context>
<context>
    <name>TrainingViews</name>
    <message>
        <source>Curves</source>
        <translation>곡선</translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation>예측</translation>
    </message>
</context>
<context>
    <name>TrainingWorker</name>
    <message>
        <source>Reading the data folder and loading PyTorch.</source>
        <translation>데이터 폴더를 읽고 PyTorch를 불러오고 있습니다.</translation>
    </message>
</context>
<context>
    <name>UncertainModel</name>
    <message>
        <source>nothing found</source>
        <translation>아무것도 찾지 못함</translation>
    </message>
    <message>
        <source>two classes nearly as likely: {first}, {second}</source>
        <translation>두 클래스가 거의 같은 확률: {first}, {second}</translation>
    </message>
    <message>
        <source>perhaps no object: {first}</source>
        <translation>객체가 아닐 수 있음: {first}</translation>
    </message>
    <message>
        <source>found only when mirrored: {first}</source>
        <translation>좌우를 뒤집어야만 찾음: {first}</translation>
    </message>
    <message>
        <source>not found when mirrored: {first}</source>
        <translation>좌우를 뒤집으면 찾지 못함: {first}</translation>
    </message>
    <message>
        <source>other score when mirrored: {first}</source>
        <translation>좌우를 뒤집으면 점수가 다름: {first}</translation>
    </message>
    <message>
        <source>no doubt</source>
        <translation>확실함</translation>
    </message>
    <message>
        <source>Two classes {margin}, entropy {entropy}, disagreement when mirrored {disagreement} (0 to 1)</source>
        <translation>두 클래스 {margin}, 엔트로피 {entropy}, 좌우 반전 불일치 {disagreement}(0~1)</translation>
    </message>
</context>
<context>
    <name>UseActions</name>
    <message>
        <source>Detect in &amp;Files...</source>
        <translation>파일에서 검출(&amp;F)...</translation>
    </message>
    <message>
        <source>Detect in all pictures of a folder or in a video, and save what was found</source>
        <translation>폴더의 모든 이미지나 동영상에서 검출하고 결과를 저장합니다</translation>
    </message>
    <message>
        <source>Re&amp;cord</source>
        <translation>녹화(&amp;C)</translation>
    </message>
    <message>
        <source>Record the video or camera that is shown, with its detections, to a file</source>
        <translation>표시 중인 동영상이나 카메라를 검출 결과와 함께 파일로 녹화합니다</translation>
    </message>
    <message>
        <source>&amp;Export...</source>
        <translation>내보내기(&amp;E)...</translation>
    </message>
    <message>
        <source>Write the detector as ONNX, OpenVINO or PyTorch file, for programs of others</source>
        <translation>검출기를 다른 프로그램에서 쓸 수 있는 ONNX, OpenVINO, PyTorch 파일로 저장합니다</translation>
    </message>
</context>
<context>
    <name>ValidationFolder</name>
    <message>
        <source>Folder to measure on</source>
        <translation>측정할 폴더</translation>
    </message>
    <message>
        <source>A labelled folder with objects of the same classes</source>
        <translation>같은 클래스의 객체가 라벨링된 폴더</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>선택...</translation>
    </message>
    <message>
        <source>List of that folder</source>
        <translation>그 폴더의 목록</translation>
    </message>
    <message>
        <source>List</source>
        <translation>목록</translation>
    </message>
    <message>
        <source>Choose the folder to measure on.</source>
        <translation>측정할 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>{path} is no folder; choose the folder to measure on anew.</source>
        <translation>{path}은(는) 폴더가 아닙니다. 측정할 폴더를 다시 고르세요.</translation>
    </message>
    <message>
        <source>val, else all images</source>
        <translation>val, 없으면 모든 이미지</translation>
    </message>
    <message>
        <source>{name} ({images} images)</source>
        <translation>{name} (이미지 {images}장)</translation>
    </message>
</context>
<context>
    <name>VideoActions</name>
    <message>
        <source>&amp;Track Forward</source>
        <translation>앞으로 추적(&amp;T)</translation>
    </message>
    <message>
        <source>Follow the selected boxes, or all, through the next frames until they are lost</source>
        <translation>선택한 박스(없으면 모두)를 놓칠 때까지 다음 프레임들로 따라갑니다</translation>
    </message>
    <message>
        <source>Track Forward &amp;By...</source>
        <translation>프레임 수만큼 추적(&amp;B)...</translation>
    </message>
    <message>
        <source>Follow boxes through a number of frames</source>
        <translation>정한 수의 프레임만큼 박스를 따라갑니다</translation>
    </message>
    <message>
        <source>&amp;Key Frame</source>
        <translation>키 프레임(&amp;K)</translation>
    </message>
    <message>
        <source>Keep the selected boxes as they are here, or let them lie between their neighbours again</source>
        <translation>선택한 박스를 여기 그대로 고정하거나, 다시 이웃 사이에 놓이게 합니다</translation>
    </message>
    <message>
        <source>&amp;Previous Key Frame</source>
        <translation>이전 키 프레임(&amp;P)</translation>
    </message>
    <message>
        <source>Go to the key frame before this frame</source>
        <translation>이 프레임 앞의 키 프레임으로 갑니다</translation>
    </message>
    <message>
        <source>&amp;Next Key Frame</source>
        <translation>다음 키 프레임(&amp;N)</translation>
    </message>
    <message>
        <source>Go to the key frame after this frame</source>
        <translation>이 프레임 뒤의 키 프레임으로 갑니다</translation>
    </message>
    <message>
        <source>&amp;Delete Whole Tracks</source>
        <translation>트랙 전체 삭제(&amp;D)</translation>
    </message>
    <message>
        <source>Take the selected objects out of every frame</source>
        <translation>선택한 객체를 모든 프레임에서 뺍니다</translation>
    </message>
    <message>
        <source>&amp;Export Frames...</source>
        <translation>프레임 내보내기(&amp;E)...</translation>
    </message>
    <message>
        <source>Write frames of the video as a folder of labelled pictures</source>
        <translation>동영상의 프레임을 라벨이 있는 이미지 폴더로 씁니다</translation>
    </message>
    <message>
        <source>&amp;Grab Frame</source>
        <translation>프레임 캡처(&amp;G)</translation>
    </message>
    <message>
        <source>Save the frame that is shown as a picture of a data set</source>
        <translation>보이는 프레임을 데이터의 이미지로 저장합니다</translation>
    </message>
    <message>
        <source>Grab Frame &amp;Into...</source>
        <translation>캡처 저장 폴더(&amp;I)...</translation>
    </message>
    <message>
        <source>Choose another folder for grabbed frames</source>
        <translation>캡처한 프레임을 저장할 다른 폴더를 고릅니다</translation>
    </message>
</context>
<context>
    <name>VideoDialogs</name>
    <message>
        <source>Track Forward</source>
        <translation>앞으로 추적</translation>
    </message>
    <message>
        <source>Frames:</source>
        <translation>추적할 프레임 수:</translation>
    </message>
    <message>
        <source>Folder for Grabbed Frames</source>
        <translation>캡처한 프레임을 저장할 폴더</translation>
    </message>
</context>
<context>
    <name>VideoLabels</name>
    <message>
        <source>Remove Key Frame</source>
        <translation>키 프레임 빼기</translation>
    </message>
    <message>
        <source>Set Key Frame</source>
        <translation>키 프레임 두기</translation>
    </message>
    <message>
        <source>Delete Whole Tracks</source>
        <translation>트랙 전체 삭제</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Welcome</source>
        <translation>시작 화면</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>최근 프로젝트</translation>
    </message>
    <message>
        <source>Opened lately</source>
        <translation>최근에 연 항목</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>예제</translation>
    </message>
    <message>
        <source>Back to the picture</source>
        <translation>이미지로 돌아가기</translation>
    </message>
    <message>
        <source>Back to the picture (Esc)</source>
        <translation>이미지로 돌아가기 (Esc)</translation>
    </message>
    <message>
        <source>Teach a detector your own objects</source>
        <translation>검출기에 나만의 객체를 가르치세요</translation>
    </message>
</context>
<context>
    <name>WorkQuestions</name>
    <message>
        <source>Close the window and end what is going on?</source>
        <translation>진행 중인 작업을 끝내고 창을 닫을까요?</translation>
    </message>
    <message>
        <source>SSD Desktop</source>
        <translation>SSD Desktop</translation>
    </message>
    <message>
        <source>&amp;Close and End It</source>
        <translation>끝내고 닫기(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Stay</source>
        <translation>닫지 않기(&amp;S)</translation>
    </message>
</context>
<context>
    <name>_Preview</name>
    <message>
        <source>{found} found, {objects} there</source>
        <translation>검출 {found}개, 정답 {objects}개</translation>
    </message>
</context>
</TS>
