"""Addresses of transfers."""

from django.urls import path

from palier.casework.transfers.views import moves, papers, proposals, requests

urlpatterns = [
    path("transfers/", requests.transfers, name="transfers"),
    path("transfers/paper/", papers.transfer_paper, name="transfer_paper"),
    path("transfers/numbers/", papers.transfer_numbers, name="transfer_numbers"),
    path("exchanges/", proposals.proposals, name="proposals"),
    path("exchanges/<uuid:pk>/", proposals.proposal, name="proposal"),
    path("transfers/moves/<uuid:pk>/", moves.move, name="move"),
    path("transfers/moves/<uuid:pk>/agree/", moves.move_agree, name="move_agree"),
    path("transfers/moves/<uuid:pk>/decide/", moves.move_decide, name="move_decide"),
    path("transfers/moves/<uuid:pk>/help/", moves.move_help, name="move_help"),
    path("transfers/moves/<uuid:pk>/moved/", moves.move_carried, name="move_carried"),
    path("transfers/moves/<uuid:pk>/followed/", moves.move_followed, name="move_followed"),
    path("transfers/<uuid:pk>/", requests.transfer, name="transfer"),
    path("transfers/<uuid:pk>/wishes/", requests.transfer_wishes, name="transfer_wishes"),
    path("transfers/<uuid:pk>/agree/", requests.transfer_agree, name="transfer_agree"),
    path("transfers/<uuid:pk>/met/", requests.transfer_met, name="transfer_met"),
    path("transfers/<uuid:pk>/exempt/", requests.transfer_exempt, name="transfer_exempt"),
    path("transfers/<uuid:pk>/end/", requests.transfer_end, name="transfer_end"),
    path("transfers/<uuid:pk>/slip/", papers.transfer_slip, name="transfer_slip"),
    path("households/<uuid:pk>/transfer/", requests.transfer_begin, name="transfer_begin"),
]
